import type * as Tf from '@tensorflow/tfjs-core'

/**
 * A result of which each number hangs on the numbers at the same place of its inputs alone. `code` is one
 * expression that GLSL (on vec4), WGSL (on f32) and people read alike; `plain` says it in operations, for backends
 * without programs of our own.
 */
export interface Formula {
  readonly inputs: readonly string[]
  /** Numbers that are the same everywhere. */
  readonly numbers: readonly string[]
  readonly code: string
  readonly plain: (tf: typeof Tf, inputs: readonly Tf.Tensor[], numbers: readonly number[]) => Tf.Tensor
}

/** d loss / d z of one output as log odds, weighted, over the rows of the batch. */
export const binaryDelta: Formula = {
  inputs: ['z', 'y', 'w'],
  numbers: ['share'],
  code: 'share * w * (1.0 / (1.0 + exp(-z)) - y)',
  plain: (tf, [z, y, w], [share]) => tf.mul(tf.mul(tf.sub(tf.sigmoid(z!), y!), w!), share!),
}

/** The losses of a batch, added to those before it, `s`, at the same place. */
export const binaryLoss: Formula = {
  inputs: ['s', 'z', 'y', 'w'],
  numbers: [],
  code: 's + w * (max(z, 0.0) - z * y + log(1.0 + exp(-abs(z))))',
  plain: (tf, [s, z, y, w]) => tf.add(s!, tf.mul(tf.sub(tf.softplus(z!), tf.mul(z!, y!)), w!)),
}

/** The same for a value and for the probabilities of classes, `z`, which softmax has made. */
export const differenceDelta: Formula = {
  inputs: ['z', 'y', 'w'],
  numbers: ['share'],
  code: 'share * w * (z - y)',
  plain: (tf, [z, y, w], [share]) => tf.mul(tf.mul(tf.sub(z!, y!), w!), share!),
}

export const squaredLoss: Formula = {
  inputs: ['s', 'z', 'y', 'w'],
  numbers: [],
  code: 's + 0.5 * w * (z - y) * (z - y)',
  plain: (tf, [s, z, y, w]) => tf.add(s!, tf.mul(tf.mul(tf.squaredDifference(z!, y!), w!), 0.5)),
}

export const softmaxLoss: Formula = {
  inputs: ['s', 'z', 'y', 'w'],
  numbers: [],
  code: 's - w * y * log(max(z, 1e-30))',
  plain: (tf, [s, z, y, w]) => tf.sub(s!, tf.mul(tf.mul(w!, y!), tf.log(tf.maximum(z!, 1e-30)))),
}

/** The way back through an activation, told from its values `a`. */
export const SLOPES: Readonly<Record<'relu' | 'tanh' | 'logistic', Formula>> = {
  relu: {
    inputs: ['d', 'a'],
    numbers: [],
    code: 'd * sign(a)',
    plain: (tf, [d, a]) => tf.mul(d!, tf.step(a!)),
  },
  tanh: {
    inputs: ['d', 'a'],
    numbers: [],
    code: 'd * (1.0 - a * a)',
    plain: (tf, [d, a]) => tf.mul(d!, tf.sub(1, tf.square(a!))),
  },
  logistic: {
    inputs: ['d', 'a'],
    numbers: [],
    code: 'd * a * (1.0 - a)',
    plain: (tf, [d, a]) => tf.mul(d!, tf.mul(a!, tf.sub(1, a!))),
  },
}

/** Adam's first moment; `decay` is the penalty over the rows of the batch. */
export const firstMoment: Formula = {
  inputs: ['m', 'g', 'p'],
  numbers: ['decay'],
  code: '0.9 * m + 0.1 * (g + decay * p)',
  plain: (tf, [m, g, p], [decay]) => tf.add(tf.mul(m!, 0.9), tf.mul(tf.add(g!, tf.mul(p!, decay!)), 0.1)),
}

export const secondMoment: Formula = {
  inputs: ['v', 'g', 'p'],
  numbers: ['decay'],
  code: '0.999 * v + 0.001 * (g + decay * p) * (g + decay * p)',
  plain: (tf, [v, g, p], [decay]) =>
    tf.add(tf.mul(v!, 0.999), tf.mul(tf.square(tf.add(g!, tf.mul(p!, decay!))), 0.001)),
}

export const adamStep: Formula = {
  inputs: ['p', 'm', 'v'],
  numbers: ['rate'],
  code: 'p - rate * m / (sqrt(v) + 1e-8)',
  plain: (tf, [p, m, v], [rate]) => tf.sub(p!, tf.div(tf.mul(m!, rate!), tf.add(tf.sqrt(v!), 1e-8))),
}

export const velocity: Formula = {
  inputs: ['m', 'g', 'p'],
  numbers: ['decay', 'rate', 'momentum'],
  code: 'momentum * m - rate * (g + decay * p)',
  plain: (tf, [m, g, p], [decay, rate, momentum]) =>
    tf.sub(tf.mul(m!, momentum!), tf.mul(tf.add(g!, tf.mul(p!, decay!)), rate!)),
}

export const momentumStep: Formula = {
  inputs: ['p', 'm'],
  numbers: [],
  code: 'p + m',
  plain: (tf, [p, m]) => tf.add(p!, m!),
}

export const nesterovStep: Formula = {
  inputs: ['p', 'm', 'g'],
  numbers: ['decay', 'rate', 'momentum'],
  code: 'p + momentum * m - rate * (g + decay * p)',
  plain: (tf, [p, m, g], [decay, rate, momentum]) =>
    tf.add(p!, tf.sub(tf.mul(m!, momentum!), tf.mul(tf.add(g!, tf.mul(p!, decay!)), rate!))),
}
