// Reads {css, files} and writes the style sheet without the rules that match nothing in the files.

import { readFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

const { css, files } = JSON.parse(readFileSync(0, "utf8"));
const [trimmed] = await new PurgeCSS().purge({ css: [css], content: files });
process.stdout.write(trimmed.css.replace(/\/\*# sourceMappingURL.*?\*\//, ""));
