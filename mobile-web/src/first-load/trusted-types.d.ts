// What of Trusted Types the app uses; TypeScript's own library does not know them yet.

interface TrustedScriptURL {
  toString(): string;
}

interface Window {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { readonly createScriptURL: (url: string) => string },
    ): { createScriptURL(url: string): TrustedScriptURL };
  };
}

interface ServiceWorkerContainer {
  register(
    url: TrustedScriptURL,
    options?: RegistrationOptions,
  ): Promise<ServiceWorkerRegistration>;
}
