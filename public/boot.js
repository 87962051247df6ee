// Brings the part of the page that the address names: each is a program of its own, loaded when
// it is opened first and kept from then on. Kept apart from index.html, since the page's policy
// allows no script inside it.

// The part that has the pages under the first word of an address.
const PART_OF = new Map([
  ["", "overview"],
  ["overview", "overview"],
  ["pixelcnn", "pixelcnn"],
  ["check", "pixelcnn"],
  ["pixelrnn", "pixelrnn"],
  ["autoencoder", "autoencoder"],
  ["vae", "vae"],
  ["gan", "gan"],
  ["compare", "compare"],
]);

const boot = document.getElementById("boot");
const loadingNotice = document.getElementById("boot-loading");
const errorNotice = document.getElementById("boot-error");

// By their names: the element of each part that was asked for, and what comes of starting it.
const parts = new Map();
let named = null;
let nFailures = 0;

function partNamed() {
  const word = location.hash.replace(/^#\/?/, "").split(/[/?]/, 1)[0];
  // A page that is nowhere is told by the part that is there.
  return PART_OF.get(word) ?? named ?? PART_OF.get("");
}

async function start(name) {
  // A browser may remember that a script could not be had: it is asked for under another name.
  const again = nFailures > 0 ? `?${nFailures}` : "";
  const [{ default: init }, wasm] = await Promise.all([
    import(`./page_${name}.js${again}`),
    // Imported here, where its failure is told like any other of the part.
    import(`./program.js${again}`).then(({ program }) => program(`page_${name}`)),
  ]);
  await init({ module_or_path: wasm });
}

function partOf(name) {
  let part = parts.get(name);
  if (!part) {
    const element = document.createElement("div");
    element.id = `part-${name}`;
    boot.after(element);
    part = { element, started: start(name) };
    parts.set(name, part);
  }
  return part;
}

// The links beside the notices lead to where each model was left, as its part has kept it.
function leadBack() {
  for (const link of boot.querySelectorAll("a[data-family]")) {
    try {
      const last = sessionStorage.getItem(`density-lab.last.${link.dataset.family}`);
      if (last) link.setAttribute("href", last);
    } catch {
      // A browser that refuses storage: the link leads to the model's start.
    }
  }
}

// The parts listen to the same event and look at their elements: this must have heard it first.
async function show() {
  const name = partNamed();
  if (name === named && parts.has(name)) return;
  named = name;
  const part = partOf(name);
  for (const [other, { element }] of parts) element.hidden = other !== name;
  boot.hidden = false;
  loadingNotice.hidden = false;
  errorNotice.hidden = true;
  let hasFailed = false;
  try {
    await part.started;
  } catch (error) {
    console.error(error);
    hasFailed = true;
    if (parts.get(name) === part) {
      nFailures += 1;
      parts.delete(name);
      part.element.remove();
    }
  }
  // The visitor may have gone on meanwhile.
  if (named !== name) return;
  if (hasFailed) leadBack();
  boot.hidden = !hasFailed;
  loadingNotice.hidden = true;
  errorNotice.hidden = !hasFailed;
}

addEventListener("hashchange", show);
await show();
// With the first panel on the screen, and a moment for what it shows first, there is time for all the
// others.
const FIRST_MOMENT_MS = 2000;
setTimeout(() => import("./keep.js").then(({ keep }) => keep()).catch(console.error), FIRST_MOMENT_MS);
