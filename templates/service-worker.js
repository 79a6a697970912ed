{% autoescape off %}// Keeps the help pages on this device, so that they open without a connection. They are the same
// for everyone: nothing of one person is ever kept here.

const CACHE = "help-{{ version }}";
const HELP = {{ help }};
const OFFLINE = {{ offline }};
const FILES = {{ files }};

// Fetched past every other cache, and as nobody.
const fresh = (address) => new Request(address, { cache: "reload", credentials: "omit" });

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...Object.values(HELP), OFFLINE, ...FILES].map(fresh));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((key) => key.startsWith("help-") && key !== CACHE);
  await Promise.all(old.map((key) => caches.delete(key)));
  await self.clients.claim();
}

const anew = (address) =>
  new Request(address, { cache: "no-store", credentials: "include", redirect: "manual" });

const kept = async (address) => (await caches.open(CACHE)).match(address);

// The network first, always; a help page also when the server only says that it is broken.
async function page(request) {
  const help = HELP[new URL(request.url).pathname];
  // Going back to the answer of a form: the browser looks for it in its cache alone, where no page
  // of a person ever is. So the page is asked for anew, and the gate says where it leads now.
  const isSentBefore = request.cache === "only-if-cached";
  try {
    const response = await fetch(isSentBefore ? anew(request.url) : request);
    return help && response.status >= 500 ? ((await kept(help)) ?? response) : response;
  } catch (error) {
    return (await kept(help ?? OFFLINE)) ?? Promise.reject(error);
  }
}

async function file(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await kept(path)) ?? Promise.reject(error);
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (FILES.includes(pathname)) event.respondWith(file(event.request, pathname));
});
{% endautoescape %}
