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

export default defineConfig({
  root: 'web/console',
  base: '/console/',
  plugins: [react(), themeVariables(), routesWithoutSchemas()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // The policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
