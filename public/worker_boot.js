// Starts the worker's wasm and says how much of it has come. The page runs this as a module from
// a blob, so that the worker lives under the page's own content security policy on any host.
import { program } from "./program.js";
import init from "./worker.js";

self.siteAddress = new URL("./", import.meta.url).href;

const say = (boot, details) => self.postMessage({ boot, ...details });

// A panic inside a task of the browser's surfaces here and nowhere else.
self.addEventListener("unhandledrejection", (event) => {
  say("crashed", { message: String(event.reason) });
});

try {
  const report = (received, total) => say("loading", { received, total });
  await init({ module_or_path: program("worker", report) });
} catch (error) {
  say("failed", { message: String(error) });
}
