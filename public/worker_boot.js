// Starts the worker's wasm and says how much of it has come. The page runs this as a module from
// a blob, so that the worker lives under the page's own content security policy on any host.
import init from "./worker.js";

self.siteAddress = new URL("./", import.meta.url).href;

const say = (boot, details) => self.postMessage({ boot, ...details });

// A panic inside a task of the browser's surfaces here and nowhere else.
self.addEventListener("unhandledrejection", (event) => {
  say("crashed", { message: String(event.reason) });
});

/** The response's body, reporting its bytes on the way. */
function counted(response) {
  const total = Number(response.headers.get("content-length")) || 0;
  let received = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      say("loading", { received, total });
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), {
    headers: { "content-type": "application/wasm" },
  });
}

try {
  const response = await fetch(new URL("./worker_bg.wasm", import.meta.url));
  if (!response.ok) throw new Error(`worker_bg.wasm: status ${response.status}`);
  await init({ module_or_path: counted(response) });
} catch (error) {
  say("failed", { message: String(error) });
}
