import {
  createTheme,
  InputWrapper,
  Table,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** The product's own blue, calm enough to be looked at all day. White reads on 7 in both schemes. */
const rail: MantineColorsTuple = [
  '#eef4fb',
  '#dce8f5',
  '#b8d0eb',
  '#90b7e0',
  '#6b9fd5',
  '#4b88ca',
  '#3577bd',
  '#2765a8',
  '#1f5289',
  '#183f6a',
]

const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6eaef',
  '#dce1e8',
  '#cbd2da',
  '#a5b0bd',
  '#5f6b79',
  '#475260',
  '#323c49',
  '#1b2430',
]

const dark: MantineColorsTuple = [
  '#dfe5ec',
  '#c3ccd6',
  '#a1adba',
  '#7d8a99',
  '#3e4956',
  '#323c48',
  '#252e38',
  '#1a2129',
  '#141a21',
  '#0f1419',
]

export const theme = createTheme({
  primaryColor: 'rail',
  primaryShade: 7,
  colors: { rail, gray, dark },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Lists of options that nobody opened would be drawn in full: sixty for every input of a large graph.
    Combobox: { defaultProps: { keepMounted: false } },
    Table: Table.extend({ vars: () => ({ table: { '--table-border-color': 'var(--line)' } }) }),
    InputWrapper: InputWrapper.extend({
      styles: {
        label: { marginBottom: 4 },
        description: { fontSize: 12, lineHeight: '16px', marginTop: -2, marginBottom: 8 },
        error: { fontSize: 12, lineHeight: '16px' },
      },
    }),
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
})

/** Dimmed text and placeholders are readable (AA) in both schemes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': gray[9],
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': gray[6],
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--mantine-color-error': '#ff9b8f',
    '--mantine-color-rail-light': '#1f3145',
    '--mantine-color-rail-light-hover': '#283d55',
    '--mantine-color-rail-light-color': '#a9cbee',
  },
})
