import { parse } from '@formatjs/icu-messageformat-parser';
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { consoleRoutes } from './contract/console/routes.ts';
import { theme } from './web/ui/theme.ts';
import { firstEn } from './web/words/first-en.ts';
import { firstFi } from './web/words/first-fi.ts';
import { firstSv } from './web/words/first-sv.ts';
import { pagesEn } from './web/words/pages-en.ts';
import { pagesFi } from './web/words/pages-fi.ts';
import { pagesSv } from './web/words/pages-sv.ts';

/**
 * The theme's variables as a stylesheet made at build time. Mantine would write them into a style tag
 * at run time, which our content security policy (style-src 'self') refuses.
 */
function themeVariables(): Plugin {
  const name = 'virtual:theme-variables.css';
  return {
    name: 'theme-variables',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) =>
      id === `\0${name}`
        ? convertCssVariables(defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)), ':root')
        : undefined,
  };
}

/**
 * The contract's routes without their schemas. The server validates both ways; the browser needs method
 * and path, and the types alone. With its schemas the table would bring Zod along: 30 kB more to the first screen.
 */
function routesWithoutSchemas(): Plugin {
  const table = Object.fromEntries(
    Object.entries(consoleRoutes).map(([name, { method, path }]) => [name, { method, path }]),
  );
  return {
    name: 'routes-without-schemas',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/contract/console/routes.ts')
        ? `export const consoleRoutes = ${JSON.stringify(table)};`
        : undefined,
  };
}

/**
 * The words as the formatter wants them, so that the browser needs no parser of ICU messages: 7 kB less to the first screen,
 * 1 kB more words. What has nothing to be filled in travels as a text, which is shorter.
 */
function wordsParsedAhead(): Plugin {
  const parsed = (message: string) =>
    /[{<']/.test(message) ? parse(message, { captureLocation: false }) : message;
  const sources = new Map(
    Object.entries({ firstEn, firstFi, firstSv, pagesEn, pagesFi, pagesSv }).map(([name, words]) => [
      `/web/words/${name.slice(0, -2)}-${name.slice(-2).toLowerCase()}.ts`,
      `const words = ${JSON.stringify(Object.fromEntries(Object.entries(words).map(([key, message]) => [key, parsed(message)])))};
for (const key in words) if (typeof words[key] === 'string') words[key] = [{ type: 0, value: words[key] }];
export const ${name} = words;`,
    ]),
  );
  return {
    name: 'words-parsed-ahead',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      resolve: {
        alias: [
          {
            find: /^@formatjs\/icu-messageformat-parser$/,
            replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
          },
        ],
      },
    }),
    load(id) {
      const [, source] = [...sources].find(([path]) => id.endsWith(path)) ?? [];
      return source === undefined ? undefined : { code: source, moduleType: 'js' };
    },
  };
}

export default defineConfig({
  root: 'web/console',
  base: '/console/',
  plugins: [react(), themeVariables(), routesWithoutSchemas(), wordsParsedAhead()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // The policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
