// A style sheet that a part brings: the build loads it with the part, and the part waits for it.

declare module "*.css";
