import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type * as Tf from '@tensorflow/tfjs-core'
import type { Formula } from './formulas'

/** Works a formula out in one program where the backend has programs. All inputs have the shape of the first. */
export type Compute = (
  formula: Formula,
  inputs: readonly Tf.Tensor[],
  numbers?: readonly number[],
) => Tf.Tensor

export function computeOn(tf: typeof Tf, backend: string): Compute {
  if (backend === 'webgl') return webglCompute(tf)
  if (backend === 'webgpu') return webgpuCompute(tf)
  return (formula, inputs, numbers = []) => formula.plain(tf, inputs, numbers)
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/**
 * Packed textures hold 2 x 2 numbers in one texel, as matrix products want them. What lies beyond the shape must
 * be 0, since products read it.
 */
function webglCompute(tf: typeof Tf): Compute {
  const backend = tf.backend() as MathBackendWebGL
  return (formula, inputs, numbers = []) => {
    const [rows, cols] = matrixShape(inputs[0]!.shape)
    const values = formula.inputs.map((name) => `vec4 ${name} = get${capital(name)}AtOutCoords();`)
    const userCode = `
      void main() {
        ivec2 at = getOutputCoords();
        ${values.join('\n        ')}
        vec4 result = ${formula.code};
        bool right = at.y + 1 < ${cols};
        bool below = at.x + 1 < ${rows};
        setOutput(result * vec4(1.0, right, below, right && below));
      }`
    const program = {
      variableNames: [...formula.inputs],
      outputShape: [rows, cols],
      userCode,
      packedInputs: true,
      packedOutput: true,
      customUniforms: formula.numbers.map((name) => ({ name, type: 'float' as const })),
    }
    const shaped = inputs.map((one) => tf.reshape(one, [rows, cols]))
    const uniforms = numbers.map((one) => [one])
    const info = backend.compileAndRun(program, shaped, 'float32', uniforms)
    return tf.reshape(tf.engine().makeTensorFromTensorInfo(info), inputs[0]!.shape)
  }
}

const matrixShape = (shape: readonly number[]): [number, number] =>
  shape.length === 2 ? [shape[0]!, shape[1]!] : [1, shape.reduce((product, one) => product * one, 1)]

const GROUP = 64

function webgpuCompute(tf: typeof Tf): Compute {
  const backend = tf.backend() as WebGPUBackend
  return (formula, inputs, numbers = []) => {
    const { shape, size } = inputs[0]!
    const values = formula.inputs.map((name) => `let ${name} = get${capital(name)}ByOutputIndex(index);`)
    const constants = formula.numbers.map((name) => `let ${name} = uniforms.${name};`)
    const program = {
      variableNames: [...formula.inputs],
      outputShape: shape,
      shaderKey: `trainyard ${formula.code}`,
      size: true,
      workgroupSize: [GROUP, 1, 1] as [number, number, number],
      dispatchLayout: { x: shape.map((_, i) => i) },
      dispatch: [Math.ceil(size / GROUP), 1, 1] as [number, number, number],
      uniforms: formula.numbers.map((name) => `${name} : f32,`).join(' '),
      getUserCode: () => `
        fn main(index : i32) {
          if (index < uniforms.size) {
            ${[...values, ...constants].join('\n            ')}
            setOutputAtIndex(index, ${formula.code});
          }
        }`,
    }
    const uniforms = numbers.map((one) => ({ type: 'float32', data: [one] }))
    const info = backend.runWebGPUProgram(program, [...inputs], 'float32', uniforms)
    return tf.engine().makeTensorFromTensorInfo(info)
  }
}
