//! The worker's wasm: owns all models. See `density_lab::worker`.

fn main() -> Result<(), wasm_bindgen::JsValue> {
    density_lab::worker::host::run()
}
