import type {
  ChoiceParam,
  ColumnParam,
  ColumnsParam,
  FileParam,
  FlagParam,
  NumberParam,
  NumbersParam,
  Param,
  TextParam,
  TextsParam,
  TypesParam,
} from './params'

type Options<P extends Param, Fixed extends keyof P> = Omit<P, 'kind' | 'title' | Fixed>

/* What a stage declares its parameters with. Nothing here has side effects, so that a bundle without descriptions sheds it. */

/*@__NO_SIDE_EFFECTS__*/
export const number = (
  title: string,
  value: number,
  options: Options<NumberParam, 'default'> = {},
): NumberParam => ({
  kind: 'number',
  title,
  default: value,
  ...options,
})

/*@__NO_SIDE_EFFECTS__*/
export const integer = (
  title: string,
  value: number,
  options: Options<NumberParam, 'default'> = {},
): NumberParam => ({
  kind: 'integer',
  title,
  default: value,
  ...options,
})

/** The first option is the default unless another is named. */
/*@__NO_SIDE_EFFECTS__*/
export const choice = <const Option extends string>(
  title: string,
  options: readonly Option[],
  more: Partial<Options<ChoiceParam<NoInfer<Option>>, 'options'>> = {},
): ChoiceParam<Option> => ({ kind: 'choice', title, options, default: options[0]!, ...more })

/*@__NO_SIDE_EFFECTS__*/
export const flag = (
  title: string,
  value: boolean,
  options: Options<FlagParam, 'default'> = {},
): FlagParam => ({
  kind: 'flag',
  title,
  default: value,
  ...options,
})

/*@__NO_SIDE_EFFECTS__*/
export const text = (
  title: string,
  value: string,
  options: Options<TextParam, 'default'> = {},
): TextParam => ({
  kind: 'text',
  title,
  default: value,
  ...options,
})

/*@__NO_SIDE_EFFECTS__*/
export const texts = (
  title: string,
  value: readonly string[],
  options: Options<TextsParam, 'default'> = {},
): TextsParam => ({ kind: 'texts', title, default: value, ...options })

/*@__NO_SIDE_EFFECTS__*/
export const columns = (
  title: string,
  options: Partial<Options<ColumnsParam, never>> & Pick<ColumnsParam, 'kinds'>,
): ColumnsParam => ({ kind: 'columns', title, default: 'all', ...options })

/*@__NO_SIDE_EFFECTS__*/
export const column = (
  title: string,
  options: Partial<Options<ColumnParam, never>> & Pick<ColumnParam, 'kinds'>,
): ColumnParam => ({
  kind: 'column',
  title,
  default: '',
  ...options,
})

/*@__NO_SIDE_EFFECTS__*/
export const file = (
  title: string,
  accept: readonly string[],
  options: Options<FileParam, 'default' | 'accept'> = {},
): FileParam => ({
  kind: 'file',
  title,
  accept,
  default: null,
  ...options,
})

/*@__NO_SIDE_EFFECTS__*/
export const types = (title: string, options: Options<TypesParam, 'default'> = {}): TypesParam => ({
  kind: 'types',
  title,
  default: [],
  ...options,
})

/*@__NO_SIDE_EFFECTS__*/
export const numbers = (
  title: string,
  input: string,
  usual: number,
  options: Options<NumbersParam, 'default' | 'input' | 'usual'> = {},
): NumbersParam => ({ kind: 'numbers', title, input, usual, default: {}, ...options })
