/** What a kernel exports, by the names that its host declares of it: WebAssembly itself tells no types. */
export const exportsOf = <Kernel>({ exports }: WebAssembly.Instance): Kernel => exports as unknown as Kernel
