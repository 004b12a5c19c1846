import { hoverTooltip } from '@codemirror/view';
import { explainKey } from './complete-declaration.ts';
import { explanation } from './explanation.ts';

/** What the software does with a field, beside its key when the pointer rests on it. By keyboard, completion tells the same. */
export const explainHovered = hoverTooltip((view, at) => {
  const line = view.state.doc.lineAt(at);
  const before = /[\w-]*$/.exec(line.text.slice(0, at - line.from))![0].length;
  const after = /^[\w-]*/.exec(line.text.slice(at - line.from))![0].length;
  const from = at - before;
  const text = explainKey(view.state.doc.toString(), from);
  if (text === undefined) return null;
  return {
    pos: from,
    end: at + after,
    above: true,
    create: () => {
      const dom = explanation(text);
      dom.className = 'cm-explained';
      return { dom };
    },
  };
});
