import type { Dropped, Repair } from '@/api/schema'

/** What a rule mends: its name, why such damage arises, how it is undone, and what makes it certain. */
export interface RuleWords {
  readonly name: string
  readonly why: string
  readonly how: string
  readonly check: string
}

const kGlossCheck = '括号里正是前一个字的读音才去；“（市、区）”“（钢铁部分）”这类正文括号不动。'

export const ruleWords: Readonly<Record<Repair['rule'], RuleWords>> = {
  pinyin_gloss: { name: '插入的拼音', why: '转载站为防复制，在字后插入带声调的拼音。', how: '去掉括号和拼音，前一个字不变。', check: kGlossCheck },
  pinyin_straddle: { name: '拼音切断了字', why: '插拼音时按字节切分，把一个字切成两半，半个字节变成问号或别的字。', how: '拼音告诉前一个字怎么读，剩下的字节告诉是哪一半，两相符合的字唯一。', check: '读音和剩下的字节都对得上才还原；把握见标题。' },
  mark_straddle: { name: '跨字切分', why: '转载站按字节找全角标点来断句；前字后半与后字前半的字节恰好拼成标点，两个字都被切坏。', how: '退回 GBK 字节，错一位重新配对；丢掉的半个字节按上下文补，补不定的留作丢字。', check: '留下的字节逐个对得上才还原；补的半个字节由上下文定，把握见标题。' },
  plain_pinyin: { name: '无声调的拼音', why: '转载站插入的拼音丢了声调。', how: '去掉括号和拼音，前一个字不变。', check: kGlossCheck },
  doubled_comma: { name: '重复的标点', why: '转载时在标点前又插了逗号。', how: '去掉多出的逗号，留下原来的标点。', check: '只去紧挨另一个标点的逗号。' },
  swallowed_bytes: { name: '补回丢失字节', why: '文字经另一种编码来回转存，半个字节丢失，显示为问号。', how: '由留下的半个字节和上下文推出原字；几种都说得通的不补。', check: '数字旁的丢失一律不补，改为问清。' },
  jammer: { name: '防复制乱码', why: '网页把看不见的乱码插在句中。', how: '去掉乱码。', check: '只去不成词的重复片段。' },
  script: { name: '繁体转简体', why: '原件被整篇转成繁体。', how: '按字和词转回简体。', check: '一字多对应的按词定。' },
  variant: { name: '转错的字', why: '繁简来回转换时用了地区用词或错字（如“專案”“控製”）。', how: '改回通用写法。', check: '只改词表里有的整词。' },
  width: { name: '标点宽窄', why: '全角标点被折成半角。', how: '夹在汉字之间的恢复全角。', check: '数字、网址里的半角不动。' },
  spacing: { name: '空格与空行', why: '数字前后、段首被加了空格。', how: '去掉。', check: '西文词间的空格不动。' },
  entity: { name: '网页转义', why: '字被写成网页转义符。', how: '换回它所代表的字。', check: '按标准转义表，一对一。' }
}

export const dropWords: Readonly<Record<Dropped['reason'], string>> = {
  forum_frame: '论坛自己的字', spam: '广告', breadcrumb: '导航', furniture: '网页按钮', publication: '发布信息', image_name: '图片名', editor_line: '责任编辑', jammer: '防复制乱码'
}

/** One character as found and the bytes that stand behind it. */
export interface Cell {
  readonly character: string
  readonly bytes: string
  readonly isLost: boolean
}

const hex = (bytes: Iterable<number>) => Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ')

/** The characters of a stretch with their bytes in the file; none where the file's encoding does not let them be told apart. */
export function fileCells(characters: string, bytes: Uint8Array, encoding: string): readonly Cell[] {
  const lengths = [...characters].map((character) => byteLength(character, encoding))
  if (lengths.reduce((sum, length) => sum + length, 0) !== bytes.length) return []
  let at = 0
  return [...characters].map((character, i) => {
    const end = at + (lengths[i] as number)
    const cell = { character, bytes: hex(bytes.subarray(at, end)), isLost: character === '?' || character === '\ufffd' }
    at = end
    return cell
  })
}

function byteLength(character: string, encoding: string): number {
  if (encoding === 'UTF-8') return new TextEncoder().encode(character).length
  if (encoding.startsWith('UTF-16')) return character.length * 2
  return character.charCodeAt(0) < 0x80 ? 1 : 2 // GB18030 and Big5, but for four-byte characters: those fail the sum
}

let gbkTable: ReadonlyMap<string, readonly [number, number]> | null = null

// The browser decodes GBK but does not encode it: its decoder, asked once for every pair of bytes, gives the way back.
function gbk(): ReadonlyMap<string, readonly [number, number]> {
  if (gbkTable) return gbkTable
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && character !== '\ufffd' && !table.has(character)) table.set(character, [lead, trail])
    }
  return gbkTable = table
}

const kFullWidth: Readonly<Record<string, string>> = { '!': '！', ',': '，', ':': '：', ';': '；', '(': '（', ')': '）', '?': '？' }

/** The bytes each character had when the paper was GBK: what was cut apart. A lost one has none. */
export function gbkCells(characters: string): readonly Cell[] {
  return [...characters].map((character) => {
    if (character === '?' || character === '\ufffd') return { character, bytes: '', isLost: true }
    const pair = gbk().get(kFullWidth[character] ?? character)
    return { character, bytes: pair ? hex(pair) : hex(new TextEncoder().encode(character)), isLost: false }
  })
}

/** Rules whose damage is understood only in GBK bytes. */
export function isByteDamage(rule: Repair['rule']): boolean {
  return rule === 'mark_straddle' || rule === 'pinyin_straddle' || rule === 'swallowed_bytes'
}
