import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, RuleBody, RuleTrial } from '../../../contract/console/rules.ts';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { newUuid } from '../api/new-uuid.ts';
import { hasCode, Problem } from '../api/problem.ts';
import { ProblemNote, useProblemWords } from '../parts/problem-note.tsx';
import { FormActs } from './form-parts.tsx';
import { RuleConditions } from './rule-conditions.tsx';
import { RuleEffects } from './rule-effects.tsx';
import { type RuleWorld, useRuleWords } from './rule-words.ts';
import { SaveProblem } from './save-problem.tsx';
import { useSave } from './use-settings.ts';

const begun: RuleBody = {
  name: '',
  active: true,
  queues: [],
  on: 'new-contact',
  when: {},
  does: {},
  stop: false,
};
const ons = ['new-contact', 'every-message'] as const;
const time = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

interface RuleEditorProps {
  readonly world: RuleWorld;
  readonly rule?: Rule;
  readonly onDone: () => void;
}

/** A rule as a form, and below it as the sentence it makes. */
export function RuleEditor({ world, rule, onDone }: RuleEditorProps) {
  const { t } = useWords();
  const say = useRuleWords(world);
  const [id] = useState(() => rule?.id ?? newUuid());
  // What is saved is a change of what was read, not of what somebody has made of it since.
  const [version] = useState(rule?.version ?? null);
  const [body, setBody] = useState<RuleBody>(() => bodyOf(rule));
  const [touched, setTouched] = useState(false);
  const change = (part: Partial<RuleBody>) => {
    setTouched(true);
    setBody((now) => ({ ...now, ...part }));
  };
  const save = useSave(
    (saved: RuleBody) => call('saveRule', { params: { id }, body: { ...saved, version } }),
    ['rules'],
    onDone,
  );
  const wrong = useWrong(touched ? undefined : save.error, body);
  const hasEffect = Object.keys(body.does).length > 0;
  return (
    <form
      className="settings-form settings-wide-form rule-form"
      aria-label={t(rule ? 'set.edit' : 'rules.new')}
      onSubmit={(event) => {
        event.preventDefault();
        setTouched(false);
        save.mutate({ ...body, name: body.name.trim() });
      }}
    >
      <TextInput
        label={t('rules.name')}
        description={t('rules.name-about')}
        required
        withAsterisk={false}
        autoFocus
        maxLength={60}
        value={body.name}
        error={wrong('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Radio.Group
        label={t('rules.on')}
        value={body.on}
        onChange={(chosen) => {
          const on = ons.find((each) => each === chosen) ?? 'new-contact';
          const { answeredBefore: _asked, ...when } = body.when;
          const { toLastAnswerer: _given, ...does } = body.does;
          // What only a message that continues a contact can have goes from the form, and from the rule.
          change(on === 'new-contact' ? { on, when, does } : { on });
        }}
      >
        <div className="settings-choices">
          {ons.map((each) => (
            <Radio key={each} value={each} label={t(`rules.on-${each}`)} />
          ))}
        </div>
      </Radio.Group>
      <RuleConditions world={world} rule={body} onChange={change} wrong={wrong} />
      <RuleEffects world={world} rule={body} onChange={change} wrong={wrong} />
      <p className="rule-sentence" aria-live="polite">
        {say(body)}
      </p>
      <Trial body={body} />
      <SaveProblem error={touched ? null : save.error} />
      <FormActs
        pending={save.isPending}
        disabled={
          !body.name.trim() || !hasEffect || body.queues.length === 0 || isHalfTime(body) || hasOddWords(body)
        }
        onCancel={onDone}
      />
    </form>
  );
}

function bodyOf(rule: Rule | undefined): RuleBody {
  if (rule === undefined) return begun;
  const { name, active, queues, on, when, does, stop } = rule;
  return { name, active, queues, on, when, does, stop };
}

const isHalfTime = ({ when }: RuleBody) =>
  when.time !== undefined &&
  (!time.test(when.time.from) || !time.test(when.time.to) || when.time.from === when.time.to);

const hasOddWords = ({ when: { subject = [] } }: RuleBody) =>
  subject.length > 20 || subject.some((each) => each.length < 2 || each.length > 60);

/** What is wrong with a field: what the server said of it, or what can be seen before it is asked. */
function useWrong(error: unknown, body: RuleBody): (field: string) => string | undefined {
  const { t } = useWords();
  const words = useProblemWords();
  const personWord = usePersonWord();
  return (field) => {
    if (field === 'time' && isHalfTime(body)) return t('rules.time-wrong');
    if (field === 'subject' && hasOddWords(body)) return t('rules.subject-wrong');
    if (field === 'queues' && hasCode(error, 'task-missing')) return t('rules.queues-reach');
    if (!(error instanceof Problem) || error.details['field'] !== field) return undefined;
    if (field === 'close') return t('rules.close-needs');
    return personWord(error, body) ?? words(error);
  };
}

/** Which word of a rule is somebody's, and what it is; undefined when that is not what is wrong. */
function usePersonWord(): (error: unknown, rule: Pick<RuleBody, 'when'>) => string | undefined {
  const { t, known } = useWords();
  return (error, { when }) => {
    if (!(error instanceof Problem) || error.code !== 'rule-looks-at-person') return undefined;
    const { field, kind, index } = error.details;
    const words = field === 'subject' ? when.subject : when.headers?.['list-id'];
    const word = words?.[Number(index)];
    const what = known(`personal.${String(kind)}`);
    return word === undefined || what === undefined
      ? undefined
      : t('rules.person-word', { word, what: t(what) });
  };
}

/** How many contacts the conditions would have met: a number, and nothing of the contacts. */
function Trial({ body }: { readonly body: RuleBody }) {
  const { t } = useWords();
  const [tried, setTried] = useState<{ readonly of: string; readonly trial: RuleTrial }>();
  const { queues, when } = body;
  const asked = JSON.stringify({ queues, when });
  const personWord = usePersonWord();
  const trying = useMutation({
    mutationFn: (rule: Pick<RuleBody, 'queues' | 'when'>) => call('tryRule', { body: rule }),
    onSuccess: (trial, rule) => setTried({ of: JSON.stringify(rule), trial }),
  });
  // What was refused of another wording tells nothing of this one.
  const error = JSON.stringify(trying.variables) === asked ? trying.error : null;
  const personal = personWord(error, body);
  return (
    <div className="rule-trial">
      <Button
        variant="default"
        size="compact-sm"
        loading={trying.isPending}
        disabled={queues.length === 0 || isHalfTime(body) || hasOddWords(body)}
        onClick={() => trying.mutate({ queues, when })}
      >
        {t('rules.try')}
      </Button>
      {personal !== undefined && (
        <p role="alert" className="rule-broken">
          {personal}
        </p>
      )}
      {error && personal === undefined && <ProblemNote error={error} />}
      <div aria-live="polite">{tried?.of === asked && <TrialWords trial={tried.trial} />}</div>
    </div>
  );
}

function TrialWords({ trial }: { readonly trial: RuleTrial }) {
  const { t, intl } = useWords();
  const what = intl.formatList(
    trial.sealed.map((each) => t(`rules.sealed-${each}`)),
    { type: 'conjunction' },
  );
  return (
    <>
      <p>{t('rules.tried', { met: trial.met, of: trial.of, days: trial.days })}</p>
      {trial.sealed.length > 0 && <p className="quiet">{t('rules.tried-sealed', { what })}</p>}
      {trial.limited && <p className="quiet">{t('rules.tried-limited')}</p>}
    </>
  );
}
