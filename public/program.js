// Fetches a program of the site. They ship gzipped, so that the site is small as it lies there,
// whatever its host does on the way. Their names end in .bin, since no host takes that for an
// encoding: of a file named .gz some have the browser unpack it before it gets here.

/**
 * The response that wasm-bindgen's `init` asks for. `report` hears the bytes so far, as they come
 * over the network, and how many there are, 0 where that is not known.
 */
export async function program(name, report = () => {}) {
  const file = `${name}_bg.wasm.bin`;
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${file}: status ${response.status}`);
  const total = Number(response.headers.get("content-length")) || 0;
  let received = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      report(received, total);
      controller.enqueue(chunk);
    },
  });
  const wasm = response.body.pipeThrough(count).pipeThrough(new DecompressionStream("gzip"));
  // With the type of wasm the browser compiles it while it comes.
  return new Response(wasm, { headers: { "content-type": "application/wasm" } });
}
