import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { kebabCaseFile } from './scripts/lint/kebab-case-file.ts';
import { reasonForAssertion } from './scripts/lint/reason-for-assertion.ts';

const tests = ['**/*.test.ts', 'tests/**/*.ts'];

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read in config files only; take the value as an argument.',
};
const globalState = {
  selector:
    "Program > VariableDeclaration[kind='let'], Program > ExportNamedDeclaration > VariableDeclaration[kind='let']",
  message: 'No state in a module; let the caller hold it.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only.',
};

export default defineConfig(
  globalIgnores(['.relink', 'coverage', 'schema/generated', 'subgraphs/*/migrations']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: {
      house: { rules: { 'reason-for-assertion': reasonForAssertion, 'kebab-case': kebabCaseFile } },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 50],
      'no-restricted-syntax': ['error', environment, globalState, defaultExport],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', importNames: ['env'], message: environment.message }] },
      ],
      'house/reason-for-assertion': 'error',
      'house/kebab-case': 'error',
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    name: 'the places that read the environment',
    files: ['subgraphs/kit/config/**', 'gateway/config.ts', 'tests/support/**'],
    rules: { 'no-restricted-syntax': ['error', globalState, defaultExport] },
  },
  {
    name: 'what people run',
    files: ['scripts/**', '**/main.ts'],
    rules: {
      'no-console': 'off',
      'no-restricted-syntax': ['error', globalState, defaultExport],
    },
  },
  {
    name: 'tests',
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      'house/reason-for-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', environment, defaultExport],
    },
  },
  {
    name: 'a vitest global setup is a default export',
    files: ['tests/support/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    name: 'tool configurations',
    files: ['*.{js,cjs,ts}', '.*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { module: 'readonly' } },
    rules: {
      'no-restricted-syntax': 'off',
      'house/kebab-case': 'off',
      'house/reason-for-assertion': 'off',
    },
  },
);
