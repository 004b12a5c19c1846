import { createTheme, type MantineColorsTuple } from '@mantine/core';

const spruce: MantineColorsTuple = [
  '#edf5f2',
  '#dceae5',
  '#b8d6cd',
  '#8fc0b1',
  '#5cc2a5',
  '#3a9d82',
  '#1f7a64',
  '#0f5c4d',
  '#0b4a3e',
  '#073a31',
];

// Neutral greys with a green cast.
const gray: MantineColorsTuple = [
  '#f7f9f8',
  '#f0f3f1',
  '#e4e9e6',
  '#d3dad6',
  '#b9c3be',
  '#96a39d',
  '#66756e',
  '#4a5852',
  '#2c3833',
  '#16201c',
];
const dark: MantineColorsTuple = [
  '#e4ebe7',
  '#c3cdc8',
  '#a5b3ac',
  '#7d8c85',
  '#45524c',
  '#323d38',
  '#242d29',
  '#141a17',
  '#101513',
  '#0b0f0d',
];

export const theme = createTheme({
  primaryColor: 'spruce',
  primaryShade: { light: 7, dark: 4 },
  colors: { spruce, gray, dark },
  autoContrast: true,
  black: '#16201c',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '8px' },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, monospace',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
});
