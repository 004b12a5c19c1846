import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Checked } from '../../../contract/console/register-drafts.ts';
import { useWords } from '../../words/use-words.ts';

export interface YamlEditorHandle {
  /** Puts the cursor there, both from 1. */
  jump(line: number, column: number): void;
}

interface YamlEditorProps {
  readonly label: string;
  /** What stands there at first; later it is the editor's. */
  readonly begin: string;
  readonly readOnly: boolean;
  readonly problems: Checked['problems'];
  readonly onChange: (text: string) => void;
  readonly ref?: Ref<YamlEditorHandle>;
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent-text)' },
  { tag: tags.comment, color: 'var(--text-3)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--text-3)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', background: 'var(--surface)', color: 'var(--text)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
    lineHeight: '20px',
  },
  '.cm-gutters': {
    background: 'var(--sunken)',
    color: 'var(--text-3)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--hover)' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft)',
  },
  '.cm-panels': {
    background: 'var(--raised)',
    color: 'var(--text)',
    borderBottom: '1px solid var(--line)',
  },
  '.cm-panel.cm-search': { fontFamily: 'inherit', padding: '8px' },
  '.cm-textfield, .cm-button': {
    background: 'var(--surface)',
    backgroundImage: 'none',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
  },
  '.cm-tooltip': {
    maxWidth: '48ch',
    background: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: 'var(--float)',
  },
});

/** The declaration's text, with line numbers and a mark at each problem. Tab leaves it: nobody is caught in it. */
export function YamlEditor({ label, begin, readOnly, problems, onChange, ref }: YamlEditorProps) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  // Made once for a text: the page gives another `key` for another one.
  const given = useRef({ label, begin, readOnly, t });
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  useEffect(() => {
    const { label, begin, readOnly, t } = given.current;
    // In a tree of its own its styles are sheets of the script's, which the content security policy lets be.
    const root = place.current!.shadowRoot ?? place.current!.attachShadow({ mode: 'open' });
    const made = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: begin,
        extensions: [
          lineNumbers(),
          lintGutter(),
          history(),
          drawSelection(),
          yaml(),
          look,
          indentUnit.of('  '),
          syntaxHighlighting(colours),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          search({ top: true }),
          keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          EditorState.phrases.of({
            Find: t('drafting.find'),
            next: t('drafting.find-next'),
            previous: t('drafting.find-previous'),
            all: t('drafting.find-all'),
            'match case': t('drafting.match-case'),
            regexp: t('drafting.regexp'),
            'by word': t('drafting.by-word'),
            Replace: t('drafting.replace'),
            replace: t('drafting.replace-one'),
            'replace all': t('drafting.replace-all'),
            close: t('drafting.close'),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        problems.map((problem) => diagnosticOf(editor, problem)),
      ),
    );
  }, [problems]);

  useImperativeHandle(ref, () => ({
    jump(line, column) {
      const editor = view.current;
      if (!editor) return;
      const at = offsetOf(editor, line, column);
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      editor.focus();
    },
  }));

  return <div className="drafting-editor" data-keys="own" ref={place} />;
}

function offsetOf(editor: EditorView, line: number, column: number): number {
  const { doc } = editor.state;
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
}

function diagnosticOf(editor: EditorView, problem: Checked['problems'][number]): Diagnostic {
  const from = offsetOf(editor, problem.line, problem.column);
  return {
    from,
    to: Math.max(from, editor.state.doc.lineAt(from).to),
    severity: 'error',
    message: problem.problem,
  };
}
