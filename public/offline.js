// The service worker that keeps the whole site in the browser, so that it works without a network
// once it has been opened. `xtask` writes into FILES what the site consists of: of each file how
// many bytes it has and their SHA-256. So another build is another script, which the browser puts
// in this one's place once all its files are there, and never before.

const FILES = new Map(Object.entries({}));

const SITE = self.registration.scope;
const CACHE = `density-lab ${SITE}`;

// A file is kept under its content: what two builds share is fetched once, and what was fetched
// before an installation broke off is there for the next one.
const keyOf = (file) => `${SITE}${file}?${FILES.get(file)[1]}`;

// Kept while the site on the network is of another build than the files here.
const OTHER_BUILD = `${SITE}?other-build`;

// How long a page waits for a network that may be none before the build that is here is shown.
const PATIENCE_MS = 4000;

async function tell(message) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
}

async function digest(bytes) {
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sha256, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// One after the other: what the visitor waits for goes ahead of them.
async function keepAll() {
  const cache = await caches.open(CACHE);
  let total = 0;
  for (const [bytes] of FILES.values()) total += bytes;
  let kept = 0;
  for (const [file, [bytes, sha256]] of FILES) {
    if (!(await cache.match(keyOf(file)))) {
      const response = await fetch(SITE + file, { cache: "no-cache", priority: "low" });
      if (!response.ok) throw new Error(`${file}: status ${response.status}`);
      if ((await digest(await response.clone().arrayBuffer())) !== sha256) {
        throw new Error(`${file}: of another build`);
      }
      await cache.put(keyOf(file), response);
    }
    kept += bytes;
    await tell({ kept, total });
  }
}

async function install() {
  try {
    await keepAll();
  } catch (error) {
    await tell({ failed: String(error.message) });
    throw error;
  }
  await self.skipWaiting();
}

async function activate() {
  const cache = await caches.open(CACHE);
  const ours = new Set(Array.from(FILES.keys(), keyOf));
  for (const { url } of await cache.keys()) if (!ours.has(url)) await cache.delete(url);
  await self.clients.claim();
}

// The page itself is asked for on the network first: its bytes tell which build is there. Where it
// is another one, all of the site comes from the network until that one is kept as well, so that a
// page that is opened has files of one build. One that was open before may meet another's.
async function page(url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(keyOf("index.html"));
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { cache: "no-cache", signal });
    const sha256 = await digest(await response.clone().arrayBuffer());
    if (response.ok && sha256 !== FILES.get("index.html")[1]) {
      await cache.put(OTHER_BUILD, new Response());
      return response;
    }
  } catch {
    // There is no network, or one that does not answer.
  }
  await cache.delete(OTHER_BUILD);
  return kept ?? fetch(url);
}

async function answer(request, file) {
  const cache = await caches.open(CACHE);
  const isOther = await cache.match(OTHER_BUILD);
  const kept = isOther ? undefined : await cache.match(keyOf(file));
  return kept ?? fetch(request, { cache: "no-cache" });
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const [address] = url.split(/[?#]/, 1);
  if (method !== "GET" || !address.startsWith(SITE)) return;
  const file = decodeURI(address.slice(SITE.length)) || "index.html";
  if (!FILES.has(file)) return;
  event.respondWith(mode === "navigate" ? page(address) : answer(event.request, file));
});
