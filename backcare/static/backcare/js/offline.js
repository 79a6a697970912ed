// Keeps the help pages on this device: <html data-service-worker> names the script that does it.

const { serviceWorker } = document.documentElement.dataset;

if (serviceWorker && "serviceWorker" in navigator) {
  // A page that cannot have it (a private window, a full disk) is as good as before.
  const register = () => navigator.serviceWorker.register(serviceWorker).catch(() => {});
  // The page comes first.
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
