// The words around an answer, in use.

import { type AnswerWords, englishAnswer } from "./en-answer.ts";

export const answerWords: AnswerWords = englishAnswer;
