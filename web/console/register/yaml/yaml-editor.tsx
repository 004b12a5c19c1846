import { autocompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  showPanel,
} from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Checked } from '../../../../contract/console/register-drafts.ts';
import { useWords } from '../../../words/use-words.ts';
import { completeDeclaration } from './complete-declaration.ts';
import { colours, look } from './editor-look.ts';
import { phrasesIn } from './editor-phrases.ts';
import { explainHovered } from './explain-hovered.ts';

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

const completion = autocompletion({
  override: [completeDeclaration],
  icons: false,
  // Behind a key its values are offered at once.
  activateOnCompletion: ({ type }) => type === 'property',
});

/** The declaration's text, with line numbers and a mark at each problem; Ctrl+Space says what may stand there. Tab leaves it: nobody is caught in it. */
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
          ...(readOnly ? [] : [completion, hint(t('drafting.hint'))]),
          explainHovered,
          keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
          EditorState.phrases.of(phrasesIn(t)),
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

/** How one is helped, below the text for those who see it, and as its description for those who hear it. */
function hint(text: string): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-description': text }),
    showPanel.of(() => {
      const dom = document.createElement('div');
      dom.className = 'cm-hint';
      dom.ariaHidden = 'true';
      dom.textContent = text;
      return { dom };
    }),
  ];
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
