// What an independent reader makes of a PDF: its tags, language, title, bookmarks, headings of tables and pictures.
//
// Read with qpdf. pdfinfo of older poppler says "Suspects object is wrong type (boolean)" of every such file: the
// file says, as it should, that no tag is suspect (`/MarkInfo << /Marked true /Suspects false >>`), and that poppler
// takes an outspoken `false` for a fault (ISO 32000-1 table 321: boolean, default false). There is nothing to mend.
import { execFileSync } from 'node:child_process';

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
type Dictionary = { [key: string]: Value };

export interface Element {
  /** `H1`, `TH`, `Figure`, … */
  kind: string;
  /** What is read out in the place of a picture. */
  alt: string;
  /** What a heading of a table is for: `Row` or `Column`. */
  scope: string;
}

export interface Pdf {
  isTagged: boolean;
  language: string;
  title: string;
  showsTitle: boolean;
  bookmarks: string[];
  elements: Element[];
}

/** Reads it; an error where qpdf finds a fault. */
export function readPdf(path: string): Pdf {
  execFileSync('qpdf', ['--check', path], { stdio: 'pipe' });
  const json = execFileSync('qpdf', ['--json=2', '--json-key=qpdf', '--decode-level=none', path], {
    maxBuffer: 1 << 28,
  });
  const [, objects] = JSON.parse(json.toString()).qpdf;
  const open = (value: Value | undefined): Value => {
    const isReference = typeof value === 'string' && / R$/.test(value);
    return isReference ? (objects[`obj:${value}`].value ?? null) : (value ?? null);
  };
  const at = (from: Value, ...keys: string[]): Value =>
    keys.reduce((now: Value, key) => open((now as Dictionary | null)?.[key]), from);
  const root = open(objects.trailer.value['/Root']);
  const bookmarks: string[] = [];
  const walk = (item: Value): void => {
    for (let now = item; now; now = at(now, '/Next')) {
      bookmarks.push(text(at(now, '/Title')));
      walk(at(now, '/First'));
    }
  };
  walk(at(root, '/Outlines', '/First'));
  return {
    isTagged: at(root, '/MarkInfo', '/Marked') === true && at(root, '/StructTreeRoot') !== null,
    language: text(at(root, '/Lang')),
    title: text(at(open(objects.trailer.value['/Info']), '/Title')),
    showsTitle: at(root, '/ViewerPreferences', '/DisplayDocTitle') === true,
    bookmarks,
    elements: Object.values(objects).flatMap((object) => element((object as Dictionary).value)),
  };
}

function element(value: Value): Element[] {
  const { '/S': kind, '/P': parent, '/Alt': alt, '/A': more } = (value ?? {}) as Dictionary;
  if (typeof kind !== 'string' || parent === undefined) return [];
  const scopes = [more].flat().map((one) => ((one ?? {}) as Dictionary)['/Scope']);
  const scope = scopes.find((one) => typeof one === 'string');
  return [{ kind: kind.slice(1), alt: text(alt), scope: typeof scope === 'string' ? scope.slice(1) : '' }];
}

/** Text as qpdf writes it: `u:` before what is Unicode. */
function text(value: Value | undefined): string {
  return typeof value === 'string' ? value.replace(/^u:/, '') : '';
}
