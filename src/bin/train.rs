//! The native program: trains, measures, benches. See `density_lab::native`.

// Tensors of the same sizes come and go all the time; the system's allocator gives their pages
// back and faults them in again at every step.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    density_lab::native::cli::main()
}
