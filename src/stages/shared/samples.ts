import type { TypedColumn } from '../../core/csv/builder'

/** A data set in public/samples; its README names the licences in full. */
interface Sample {
  readonly title: string
  readonly rows: number
  /** The column to predict. */
  readonly target: string
  readonly source: string
  readonly licence: string
  readonly columns: readonly TypedColumn[]
}

const numbers = (names: string): TypedColumn[] => names.split(' ').map((name) => ({ name, kind: 'number' }))
const categories = (names: string): TypedColumn[] =>
  names.split(' ').map((name) => ({ name, kind: 'category' }))

const CELL_MEASURES =
  'radius texture perimeter area smoothness compactness concavity concave_points symmetry fractal_dimension'
const measured = (wording: (measure: string) => string) =>
  numbers(CELL_MEASURES.split(' ').map(wording).join(' '))

/** What each sample holds, so that its columns are known before it is read. A test compares this with the files. */
export const samples = {
  iris: {
    title: 'Iris: three species by the size of their flowers',
    rows: 150,
    target: 'species',
    source: 'R. A. Fisher, 1936',
    licence: 'CC BY 4.0',
    columns: [...numbers('sepal_length sepal_width petal_length petal_width'), ...categories('species')],
  },
  penguins: {
    title: 'Penguins: three species, with missing values',
    rows: 344,
    target: 'species',
    source: 'palmerpenguins',
    licence: 'CC0',
    columns: [
      ...categories('species island'),
      ...numbers('bill_length_mm bill_depth_mm flipper_length_mm body_mass_g'),
      ...categories('sex'),
    ],
  },
  breast_cancer: {
    title: 'Breast cancer: malignant or benign, 30 measures of cells',
    rows: 569,
    target: 'diagnosis',
    source: 'UCI, Breast Cancer Wisconsin (Diagnostic)',
    licence: 'CC BY 4.0',
    columns: [
      ...measured((measure) => `mean_${measure}`),
      ...measured((measure) => `${measure}_error`),
      ...measured((measure) => `worst_${measure}`),
      ...categories('diagnosis'),
    ],
  },
  wine: {
    title: 'Wine: three cultivars by chemical analysis',
    rows: 178,
    target: 'cultivar',
    source: 'UCI, Wine',
    licence: 'CC BY 4.0',
    columns: [
      ...numbers('alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids'),
      ...numbers(
        'nonflavanoid_phenols proanthocyanins color_intensity hue od280_od315_of_diluted_wines proline',
      ),
      ...categories('cultivar'),
    ],
  },
  titanic: {
    title: 'Titanic: who survived, with missing ages',
    rows: 1309,
    target: 'survived',
    source: 'Frank Harrell and the Encyclopedia Titanica, by the R package carData',
    licence: 'Facts of public record; the package is under GPL (>= 2)',
    columns: [...categories('survived sex'), ...numbers('age'), ...categories('passengerClass')],
  },
  telco_churn: {
    title: 'Telco churn: which customers leave, 7,043 of them',
    rows: 7043,
    target: 'churn',
    source: 'IBM sample data, by the R package modeldata',
    licence: 'No terms of its own; the package is under MIT',
    columns: [
      ...categories('churn'),
      ...numbers('female senior_citizen partner dependents tenure phone_service'),
      ...categories('multiple_lines internet_service online_security online_backup device_protection'),
      ...categories('tech_support streaming_tv streaming_movies contract'),
      ...numbers('paperless_billing'),
      ...categories('payment_method'),
      ...numbers('monthly_charges total_charges'),
    ],
  },
} as const satisfies Record<string, Sample>

export type SampleName = keyof typeof samples

export const sampleNames = Object.keys(samples) as SampleName[]
