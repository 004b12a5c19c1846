import { type Command, Option } from 'commander';
import { type Language, languages } from '../safeguards/declaration/declaration.ts';
import { noticeToPrintable } from '../safeguards/declaration/notice/notice.ts';
import { noticeToMarkdown } from '../safeguards/declaration/notice/notice-to-markdown.ts';
import { renderNotice } from '../safeguards/declaration/notice/render-notice.ts';
import {
  renderShortForms,
  type ShortFormKind,
  shortFormKinds,
} from '../safeguards/declaration/notice/short-forms.ts';
import { readSettingsForReading } from './command-settings.ts';
import { print } from './print.ts';
import { readPublished, readVersion } from './read-published.ts';
import { writePdf } from './write-pdf.ts';

interface Options {
  lang: Language;
  version?: number;
  form?: ShortFormKind;
  format: 'md' | 'pdf';
}

export function addNotice(program: Command): void {
  program
    .command('notice')
    .description('print the privacy notice, or its short form for the chat window, recorded calls or e-mail')
    .addOption(
      new Option('--lang <language>', 'language of the notice').choices(languages).makeOptionMandatory(),
    )
    .option('--version <number>', 'an older version; the newest when left out', readVersion)
    .addOption(new Option('--form <form>', 'a short form, as text').choices(shortFormKinds))
    .addOption(new Option('--format <format>', 'Markdown or tagged PDF').choices(['md', 'pdf']).default('md'))
    .action(async ({ lang, version, form, format }: Options, command: Command) => {
      if (form !== undefined && format === 'pdf')
        command.error('error: a short form is text; leave out --form or --format', { exitCode: 2 });
      const settings = readSettingsForReading();
      const published = await readPublished(settings, version);
      if (form !== undefined) {
        const address = `${settings.publicUrl}/${lang}/notice`;
        const short = renderShortForms(published, lang, address).find(({ kind }) => kind === form);
        if (!short) command.error(`error: the declaration ${unused[form]}, so there is no such form`);
        print(short.sentences.join(' '));
      } else if (format === 'pdf') {
        await writePdf(noticeToPrintable(renderNotice(published, lang)), command);
      } else {
        process.stdout.write(noticeToMarkdown(renderNotice(published, lang)));
      }
    });
}

const unused: Readonly<Record<ShortFormKind, string>> = {
  chat: 'has no chat',
  call: 'records no calls',
  email: 'has no e-mail',
};
