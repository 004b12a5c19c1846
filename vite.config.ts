import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
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

export default defineConfig({
  root: 'web/console',
  base: '/console/',
  plugins: [react(), themeVariables()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // The policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
