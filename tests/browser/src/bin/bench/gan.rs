//! The GAN in training, in the worker as it ships.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use density_lab::ml::models::gan::{Config, step_costs};
use density_lab::worker::timings::gemm;
use serde_json::json;
use thirtyfour::By;

use super::report::{median, print, print_ms};
use super::worker::call;

const N_STEPS: usize = 25;
const N_PRODUCTS: usize = 9;
const BATCH: usize = 64;
const SEEDS: std::ops::RangeInclusive<u32> = 1..=5;
/// Steps after which a run counts as never readable.
const MOST_STEPS: u32 = 8_000;
const COLLAPSED_AFTER: u32 = 400;
/// Steps between which the memory must not grow.
const MEMORY: [u32; 2] = [100, 10_000];

/// A call may take minutes.
const PATIENCE: Duration = Duration::from_secs(900);

/// `wasm` is the address of the folder of the worker as it ships, with the timings in it, and
/// `pictures` the folder in which what is seen is kept.
pub async fn measure(page: &Page, wasm: &str, pictures: &Path) -> Result<()> {
    page.window.goto(&page.site).await?;
    page.window.set_script_timeout(PATIENCE).await?;
    step(page, wasm).await?;
    readable(page, wasm, pictures).await?;
    collapsed(page, wasm).await?;
    let memory = bench(page, wasm, &format!("memory({MEMORY:?})")).await?;
    if let [before, after] = memory[..] {
        print("gan.memory_growth_mb", (after - before) / 1e6, "MB");
    }
    Ok(())
}

/// A step against the matrix product, which is timed before and after it.
async fn step(page: &Page, wasm: &str) -> Result<()> {
    let expression = format!(
        "[...timeGemm({N_PRODUCTS}), ...bench.steps({N_STEPS}, {BATCH}), ...timeGemm({N_PRODUCTS})]"
    );
    let times = call(page, wasm, &with_bench(&expression)).await?;
    let (steps, products) = (
        times[N_PRODUCTS..N_PRODUCTS + N_STEPS].to_vec(),
        [&times[..N_PRODUCTS], &times[N_PRODUCTS + N_STEPS..]].concat(),
    );
    let costs = step_costs(&Config::convolutional());
    for cost in &costs {
        print(
            &format!("gan.multiply_adds.{}", cost.layer),
            cost.total() as f64,
            "a sample",
        );
    }
    let all: u64 = costs.iter().map(|cost| cost.total()).sum();
    print("gan.multiply_adds", all as f64, "a sample");
    let rate = (gemm::SIDE as f64).powi(3) / median(&products);
    let fraction = all as f64 * BATCH as f64 / median(&steps) / rate;
    print_ms("gan.step_ms", steps);
    print("gan.gemm_gflops", 2.0 * rate / 1e6, "GFLOP/s");
    print(
        "gan.gemm_fraction",
        fraction,
        "of the matrix product's rate",
    );
    Ok(())
}

/// Seconds of training until samples are readable, for each seed.
async fn readable(page: &Page, wasm: &str, pictures: &Path) -> Result<()> {
    let mut seconds = Vec::new();
    let mut covered = 0;
    for seed in SEEDS {
        let look = bench(page, wasm, &format!("readable({seed}, {MOST_STEPS})")).await?;
        let (&[n_steps, ms, score, n_covered, spread, real, _, real_spread], samples) =
            look.split_first_chunk().context("the run says less")?;
        println!(
            "{}",
            json!({
                "name": format!("gan.seconds_to_readable.seed_{seed}"),
                "value": ms / 1e3,
                "unit": "s",
                "steps": n_steps,
                "score_part": score / real,
                "covered": n_covered,
                "spread_part": spread / real_spread,
            })
        );
        let is_readable = n_steps < f64::from(MOST_STEPS);
        seconds.push(if is_readable { ms / 1e3 } else { f64::INFINITY });
        covered += usize::from(n_covered >= 9.0);
        keep(
            page,
            samples,
            &pictures.join(format!("gan_readable_{seed}.png")),
        )
        .await?;
    }
    print("gan.seconds_to_readable", median(&seconds), "s");
    print("gan.covers_nine_digits", covered as f64, "of 5 seeds");
    Ok(())
}

async fn collapsed(page: &Page, wasm: &str) -> Result<()> {
    let mut n_collapsed = 0;
    for seed in SEEDS {
        let look = bench(page, wasm, &format!("collapsed({seed}, {COLLAPSED_AFTER})")).await?;
        let n_covered = *look.get(3).context("the run says less")?;
        print(
            &format!("gan.collapse_covers.seed_{seed}"),
            n_covered,
            "of 10 digits",
        );
        n_collapsed += usize::from(n_covered <= 3.0);
    }
    print(
        "gan.collapses_to_three_digits",
        n_collapsed as f64,
        "of 5 seeds",
    );
    Ok(())
}

async fn bench(page: &Page, wasm: &str, method: &str) -> Result<Vec<f64>> {
    call(page, wasm, &with_bench(&format!("bench.{method}"))).await
}

/// `expression` where `bench` has what ships to learn from.
fn with_bench(expression: &str) -> String {
    format!(
        "await (async () => {{
          const file = async (path) =>
            new Uint8Array(await (await fetch(site + path)).arrayBuffer());
          const bench = new GanBench(await file('data/digits-training.idx.gz'),
            await file('data/digits-test-more.idx.gz'),
            await file('weights/classifier.safetensors'));
          return {expression};
        }})()"
    )
}

/// Keeps a picture of 8 by 8 samples, greys one image after the other.
async fn keep(page: &Page, samples: &[f64], path: &Path) -> Result<()> {
    ensure!(samples.len() == 64 * 784, "{} pixels", samples.len());
    let script = "const [samples] = arguments;
        const canvas = document.createElement('canvas');
        canvas.id = 'samples';
        canvas.width = canvas.height = 8 * 28;
        canvas.style.position = 'fixed';
        canvas.style.inset = '0';
        const context = canvas.getContext('2d');
        const image = context.createImageData(224, 224);
        samples.forEach((grey, i) => {
          const [tile, at] = [Math.floor(i / 784), i % 784];
          const row = Math.floor(tile / 8) * 28 + Math.floor(at / 28);
          const pixel = 4 * (row * 224 + (tile % 8) * 28 + at % 28);
          image.data.set([grey, grey, grey, 255], pixel);
        });
        context.putImageData(image, 0, 0);
        document.getElementById('samples')?.remove();
        document.body.append(canvas);";
    page.run(script, vec![json!(samples)]).await?;
    let canvas = page.window.find(By::Id("samples")).await?;
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    canvas.screenshot(path).await?;
    Ok(())
}
