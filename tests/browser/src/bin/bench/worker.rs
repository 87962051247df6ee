//! The arithmetic, in a worker of its own that runs the release build with the timings in it.

use anyhow::{Context, Result, bail};
use browser_tests::Page;
use density_lab::worker::timings::{gan_step, gemm, sampling};
use serde_json::Value;

use super::report::{median, print, print_ms};

const N_PRODUCTS: usize = 15;
const N_STEPS: usize = 25;

/// `wasm` is the address of the folder of that build.
pub async fn measure(page: &Page, wasm: &str) -> Result<()> {
    page.window.goto(&page.site).await?;
    let products = call(page, wasm, &format!("timeGemm({N_PRODUCTS})")).await?;
    let operations = 2.0 * (gemm::SIDE as f64).powi(3);
    print(
        "gemm.gflops",
        operations / median(&products) / 1e6,
        "GFLOP/s",
    );

    let steps = call(page, wasm, &format!("timeGanStep({N_STEPS})")).await?;
    let n_passes = gan_step::PASSES.len();
    let (mut ours, mut candles): (Vec<&[f64]>, Vec<&[f64]>) = (Vec::new(), Vec::new());
    for pair in steps.chunks_exact(2 * n_passes) {
        ours.push(&pair[..n_passes]);
        candles.push(&pair[n_passes..]);
    }
    let total = |steps: &[&[f64]]| -> Vec<f64> { steps.iter().map(|s| s.iter().sum()).collect() };
    print_ms("conv.step_ms", total(&ours));
    print_ms("conv.candle_step_ms", total(&candles));
    // Each step against its neighbour in time, since the machine's speed changes.
    let ratios: Vec<f64> = (total(&candles).iter().zip(total(&ours)))
        .map(|(candle, ours)| candle / ours)
        .collect();
    print("conv.speedup", median(&ratios), "x");
    for (i, pass) in gan_step::PASSES.iter().enumerate() {
        let of_pass = |steps: &[&[f64]]| steps.iter().map(|step| step[i]).collect();
        print_ms(&format!("conv.step.{pass}_ms"), of_pass(&ours));
        print_ms(&format!("conv.candle_step.{pass}_ms"), of_pass(&candles));
    }

    let weights = "timeSampling(new Uint8Array(await (await fetch(
        site + 'weights/pixelcnn.safetensors')).arrayBuffer()))";
    let times = call(page, wasm, weights).await?;
    for (name, &ms) in sampling::NAMES.iter().zip(&times) {
        print(&format!("pixelcnn.{name}"), ms, "ms");
    }
    if let [cached, _, naive] = times[..] {
        print("pixelcnn.cache_speedup", naive / cached, "x");
    }
    Ok(())
}

/// The numbers that a call of the worker's wasm returns, made in a fresh worker.
pub async fn call(page: &Page, wasm: &str, expression: &str) -> Result<Vec<f64>> {
    let script = "const [site, wasm, expression, done] = arguments;
        const source = `import init, * as timings from '${wasm}worker.js';
          const site = '${site}';
          await init({ module_or_path: '${wasm}worker_bg.wasm' });
          const { timeGemm, timeGanStep, timeSampling, GanBench } = timings;
          try { postMessage(Array.from(${expression})); }
          catch (error) { postMessage(String(error)); }`;
        const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
        const worker = new Worker(address, { type: 'module' });
        worker.onerror = (event) => done(event.message ?? 'the worker did not start');
        // The worker's own first words are bytes.
        worker.onmessage = ({ data }) => data instanceof Uint8Array || done(data);";
    let arguments = vec![page.site.as_str().into(), wasm.into(), expression.into()];
    match page.run_async(script, arguments).await? {
        Value::Array(values) => (values.iter())
            .map(|value| value.as_f64().context("a time that is no number"))
            .collect(),
        other => bail!("{expression}: {other}"),
    }
}
