// Has the browser keep the whole site, by way of offline.js, and says how far that is: in an
// attribute of the document, with an event of the same name, for whichever part is in sight.

/** `state` is "whole", "failed" and why, or how many bytes of how many are kept. */
function say(state) {
  document.documentElement.dataset.kept = state;
  dispatchEvent(new Event("kept"));
}

function follow(worker) {
  worker.addEventListener("statechange", () => {
    if (worker.state === "activated") say("whole");
    // Why has been said by the worker, where it came so far.
    if (worker.state === "redundant" && !document.documentElement.dataset.kept?.startsWith("failed")) {
      say("failed");
    }
  });
}

export async function keep() {
  const workers = navigator.serviceWorker;
  // Not every address and window has them; and who saves data wants no more than what is opened.
  if (!workers || navigator.connection?.saveData) return;
  workers.onmessage = ({ data: { kept, total, failed } }) => {
    say(failed === undefined ? `${kept} ${total}` : `failed ${failed}`);
  };
  try {
    const registration = await workers.register(new URL("./offline.js", import.meta.url));
    registration.addEventListener("updatefound", () => follow(registration.installing));
    const coming = registration.installing ?? registration.waiting;
    if (coming) return follow(coming);
    say("whole");
    // Another build, if there is one; none can be had without a network.
    registration.update().catch(() => {});
  } catch (error) {
    say(`failed ${error.message}`);
  }
}
