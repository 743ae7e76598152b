import { describe, expect, it } from "vitest";
import { withSection } from "./document.ts";

const document = "# Benchmarks\n\nHow.\n\n## Protocol\n\nold\n\n## Relay\n\nkept\n";

describe("the document of benchmarks", () => {
  it("gets a section's new content and keeps all others", () => {
    expect(withSection(document, "Protocol", "new\n")).toBe(
      "# Benchmarks\n\nHow.\n\n## Protocol\n\nnew\n\n## Relay\n\nkept\n",
    );
    expect(withSection(document, "Relay", "newer")).toBe(
      "# Benchmarks\n\nHow.\n\n## Protocol\n\nold\n\n## Relay\n\nnewer\n",
    );
  });

  it("gets a new section at its end", () => {
    const added = withSection(document, "Phone", "first");
    expect(added).toBe(`${document}\n## Phone\n\nfirst\n`);
    expect(withSection(added, "Phone", "first")).toBe(added);
  });
});
