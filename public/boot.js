// Starts the page's program. Kept apart from index.html, since the page's policy allows no
// script inside it.
import init from "./app.js";

try {
  await init({ module_or_path: new URL("app_bg.wasm", import.meta.url) });
} catch (error) {
  console.error(error);
  document.getElementById("boot-error")?.removeAttribute("hidden");
  document.getElementById("boot-loading")?.setAttribute("hidden", "");
}
