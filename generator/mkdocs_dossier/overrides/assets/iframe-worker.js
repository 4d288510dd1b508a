// A browser starts no worker from a disk. There, the search's script runs in a hidden frame instead, which looks to the
// page like a worker, and to the script like a worker's scope. Material's `offline` plugin adds a script from a foreign
// host unless one whose name contains “iframe-worker” is there.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = document.querySelector('[data-md-component="search"]')?.getAttribute("aria-label") ?? "";
      document.body.append(frame);
      this.scope = frame.contentWindow;
      // Written, so that no browser replaces the empty document later.
      this.scope.document.open();
      this.scope.document.write("<!doctype html><html><title></title><body></body></html>");
      this.scope.document.close();
      this.scope.document.documentElement.lang = document.documentElement.lang;
      this.scope.document.title = frame.title;
      this.scope.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.scope.importScripts = (...addresses) =>
        addresses.reduce((before, next) => before.then(() => this.load(new URL(next, this.address))), Promise.resolve());
      // A worker looks for other scripts from where its own lies.
      this.address = new URL(address, location.href);
      this.ready = this.load(this.address);
    }

    load(address) {
      return new Promise((resolve, reject) => {
        const script = this.scope.document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${script.src} cannot be loaded`));
        this.scope.document.body.append(script);
      });
    }

    postMessage(data) {
      this.ready.then(() => this.scope.dispatchEvent(new MessageEvent("message", { data })));
    }
  };
}
