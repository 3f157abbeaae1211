import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, type Download, type Locator, type Page } from '@playwright/test'

/** The page as a person finds it: by roles and names. */
export class Trainyard {
  readonly page: Page
  readonly canvas: Locator
  readonly stages: Locator
  readonly inspector: Locator
  readonly results: Locator

  constructor(page: Page) {
    this.page = page
    this.canvas = page.getByRole('region', { name: 'Canvas' })
    this.stages = page.getByRole('region', { name: 'Stages' })
    this.inspector = page.getByRole('region', { name: 'Inspector' })
    this.results = page.getByRole('region', { name: 'Results' })
  }

  async open(): Promise<void> {
    await this.page.goto('./')
    await expect(this.page.getByText('Opening…')).toBeHidden()
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** A node by its title, in any state or in one. */
  node(title: string, state = ''): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${title}, ${state}`) })
  }

  port(title: string, side: 'Input' | 'Output'): Locator {
    return this.node(title)
      .getByRole('img', { name: new RegExp(`^${side}`) })
      .first()
  }

  /** Drops a file from disk on the page. */
  async drop(path: string): Promise<void> {
    const data = await this.page.evaluateHandle(
      ({ base64, name }) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name))
        return transfer
      },
      { name: basename(path), base64: readFileSync(path, 'base64') },
    )
    await this.canvas.dispatchEvent('dragover', { dataTransfer: data })
    await this.canvas.dispatchEvent('drop', { dataTransfer: data })
  }

  async addBySearch(words: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Search stages' }).fill(words)
    await this.page.keyboard.press('Enter')
    await this.page.keyboard.press('Escape')
  }

  /** Adds a stage behind a node. */
  async addBehind(title: string, words: string): Promise<void> {
    await this.node(title).click()
    await this.addBySearch(words)
  }

  async openExample(title: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
  }

  /** The starter's pipeline over sample data, with what it proposes. */
  async startFrom(sample: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${sample}`) }).click()
    await this.button('Create pipeline').click()
  }

  async run(): Promise<void> {
    await this.button('Run all').click()
    await expect(this.page.getByRole('status').filter({ hasText: /^Finished/ })).toBeAttached()
    await expect(this.button('Run all')).toBeVisible()
  }

  async dragWire(from: Locator, to: { x: number; y: number }): Promise<void> {
    await from.hover()
    const start = await centre(from)
    await this.page.mouse.down()
    await this.page.mouse.move(start.x + 24, start.y + 24, { steps: 3 })
    await this.page.mouse.move(to.x, to.y, { steps: 5 })
    await this.page.mouse.up()
  }

  async download(press: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), press()])
    return download
  }
}

export async function openTrainyard(page: Page): Promise<Trainyard> {
  const yard = new Trainyard(page)
  await yard.open()
  return yard
}

export async function centre(of: Locator): Promise<{ x: number; y: number }> {
  await of.evaluate(rest)
  const box = await of.boundingBox()
  if (!box) throw new Error('Not in sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Resolves when an element has stood still for some frames: a pointer would miss what a panel still pushes aside. */
function rest(element: Element): Promise<void> {
  return new Promise((resolve) => {
    let last = ''
    let still = 0
    const look = () => {
      const { height, width, x, y } = element.getBoundingClientRect()
      const now = [height, width, x, y].join(' ')
      still = now === last ? still + 1 : 0
      last = now
      if (still < 3) requestAnimationFrame(look)
      else resolve()
    }
    look()
  })
}
