// The words in use. One language for now; another is another catalogue of the same shape.

import { type Words, english } from "./en.ts";

export const words: Words = english;
