{% autoescape off %}// Keeps the help pages on this device, so that they open without a connection; and for who has a
// plan the page that leads through it. All are the same for everyone: no page of one person is ever
// kept here.

const CACHE = "help-{{ version }}";
const HELP = {{ help }};
const OFFLINE = {{ offline }};
const FILES = {{ files }};

// In place of these pages stands one that shows what the device itself carries.
const SHELL_CACHE = "today-{{ shell_version }}";
const SHELL = {{ shell }};
const SHELL_FILES = {{ shell_files }};
const SHELL_PAGES = {{ shell_pages }};
const SESSION = new RegExp(`^${ {{ session }} }\\d+/$`);

const FIGURES = "figures"; // filled by js/phone/carry.js
const FIGURE = /^\/exercises\/[\w-]+\/[\w-]+\.svg$/;

// Fetched past every other cache, and as nobody.
const fresh = (address) => new Request(address, { cache: "reload", credentials: "omit" });

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...Object.values(HELP), OFFLINE, ...FILES].map(fresh));
  await self.skipWaiting();
}

// All of it or nothing.
async function carry() {
  const cache = await caches.open(SHELL_CACHE);
  if (!(await cache.match(SHELL))) await cache.addAll([SHELL, ...SHELL_FILES].map(fresh));
}

async function activate() {
  await self.clients.claim();
  const old = (await caches.keys()).filter((key) => ![CACHE, SHELL_CACHE, FIGURES].includes(key));
  // Whoever carried the old page carries the new one; until it is there, the old one serves.
  const carried = old.some((key) => key.startsWith("today-"));
  const isNew = !carried || (await carry().then(() => true, () => false));
  const gone = old.filter((key) => key.startsWith("help-") || (isNew && key.startsWith("today-")));
  await Promise.all(gone.map((key) => caches.delete(key)));
}

const anew = (address) =>
  new Request(address, { cache: "no-store", credentials: "include", redirect: "manual" });

const kept = (address) => caches.match(address, { ignoreVary: true });

function inPlaceOf({ method, url }) {
  const { pathname } = new URL(url);
  const isShell = SHELL_PAGES.includes(pathname) || SESSION.test(pathname);
  return method === "GET" && isShell ? SHELL : OFFLINE;
}

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
    const found = (await kept(help ?? inPlaceOf(request))) ?? (await kept(OFFLINE));
    return found ?? Promise.reject(error);
  }
}

async function file(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await kept(path)) ?? Promise.reject(error);
  }
}

// The address of a figure names how it is drawn.
async function figure(request) {
  const cache = await caches.open(FIGURES);
  return (await cache.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "carry") event.waitUntil(carry());
});
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  const isFile = FILES.includes(pathname) || SHELL_FILES.includes(pathname);
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (isFile) event.respondWith(file(event.request, pathname));
  else if (FIGURE.test(pathname)) event.respondWith(figure(event.request));
});
{% endautoescape %}
