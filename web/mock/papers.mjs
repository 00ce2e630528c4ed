// Makes a damaged paper and its reading out of one marked text, so that every span is right by construction.
//   #reason#line   a line that is no part of the paper
//   (pinyin)       a gloss to be removed
//   {a=>b|rule|p}  a change, with its confidence
//   {?}            a place that is lost and stays lost
// Traditional characters of `kScript` and ASCII marks between Chinese ones are repaired too.
import { createHash } from 'node:crypto'

const kScript = new Map(Array.from(
  '雲云開开會会進进場场過过區区暨暨攻攻堅坚鎮镇現现遞递諾诺書书萬万億亿畝亩條条臺台關关園园業业鋼钢產产為为與与強强調调將将責责務务壓压實实領领領领導导嚴严經经統统無无對对開开創创環环態态業业單单議议應应該该際际級级質质總总達达標标項项礦矿煉炼煙烟濕湿復复廠厂農农網网體体線线辦办協协貫贯徹彻準准備备頭头認认並并個个還还來来門门動动這这後后間间題题當当盡尽啟启劃划納纳編编寫写從从發发內内資资見见牽牵顯显鐵铁僅仅請请籌筹決决壩坝擴扩灘滩灣湾濱滨廣广電电號号歲岁計计訂订設设評评訪访許许證证議议讓让變变護护'
    .matchAll(/(..)/gu), ([pair]) => [...pair]).filter(([from, to]) => from !== to))
const kMarks = new Map([[',', '，'], [':', '：'], [';', '；'], ['(', '（'], [')', '）']])
const kTokens = /\{\?\}|\{([^}]*?)=>([^}]*?)\|([a-z_]+)\|([\d.]+)\}|\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+)\)|(.)/gsu

const lengthOf = (text) => [...text].length
const bytesOf = (text) => Buffer.byteLength(text)

class Paper {
  seen = ''
  text = ''
  repairs = []
  dropped = []
  lost = []

  add(before, after, rule, confidence) {
    const seen = lengthOf(this.seen), text = lengthOf(this.text), source = bytesOf(this.seen)
    this.seen += before
    this.text += after
    if (rule) this.repairs.push({ rule, source: [source, bytesOf(this.seen)], seen: [seen, lengthOf(this.seen)], text: [text, lengthOf(this.text)], before, after, confidence })
  }

  drop(reason, line) {
    const source = bytesOf(this.seen)
    this.seen += line + '\n'
    this.dropped.push({ reason, source: [source, source + bytesOf(line)], text: line, before: lengthOf(this.text) })
  }

  lose() {
    const at = lengthOf(this.text), source = bytesOf(this.seen)
    this.add('?', '?')
    this.lost.push({ text: [at, at + 1], source: [source, source + 1], beside_figure: true })
  }

  line(line, isLast) {
    const dropped = /^#([a-z_]+)#(.*)$/su.exec(line)
    if (dropped) return this.drop(dropped[1], dropped[2])
    for (const [all, before, after, rule, confidence, pinyin, plain] of line.matchAll(kTokens)) {
      if (all === '{?}') this.lose()
      else if (rule) this.add(before, after, rule, Number(confidence))
      else if (pinyin) this.add(all, '', 'pinyin_gloss', 1)
      else if (kScript.has(plain)) this.add(plain, kScript.get(plain), 'script', 0.999)
      else if (kMarks.has(plain) && /[\u4e00-\u9fff”)]/u.test(this.seen.slice(-1))) this.add(plain, kMarks.get(plain), 'width', 1)
      else this.add(plain, plain)
    }
    if (!isLast) this.add('\n', '\n')
  }
}

function spanIn(text, quote) {
  const at = text.indexOf(quote)
  if (at < 0) throw new Error(`fixture quotes words that its paper does not hold: ${quote}; it holds ${text}`)
  const start = lengthOf(text.slice(0, at))
  return [start, start + lengthOf(quote)]
}

/** The bytes of a stretch of text: walks the repairs between them (good enough for fixtures: unchanged text is one to one). */
function sourceOf(paper, [from, to]) {
  const seenAt = (position, side) => {
    let shift = 0
    for (const repair of paper.repairs) {
      if (repair.text[1] > position || (repair.text[1] === position && side === 'start' && repair.text[0] === position)) break
      shift = repair.seen[1] - repair.text[1]
    }
    const dropped = paper.dropped.filter((line) => line.before <= position).reduce((sum, line) => sum + lengthOf(line.text) + 1, 0)
    const counted = paper.repairs.filter((repair) => repair.text[1] <= position).length > 0
    return position + (counted ? shift : dropped)
  }
  const seen = [...paper.seen]
  const upTo = (count) => bytesOf(seen.slice(0, count).join(''))
  return [upTo(seenAt(from, 'start')), upTo(seenAt(to, 'end'))]
}

/** The paper as the server would describe it, without ids. */
export function readPaper(fixture) {
  const paper = new Paper()
  fixture.lines.forEach((line, at) => paper.line(line, at === fixture.lines.length - 1))
  const bytes = Buffer.from(paper.seen)
  const statements = fixture.statements.map((given) => {
    const [start, end] = spanIn(paper.text, given.quote)
    return {
      supporting: [], speaker: '', item_no: '', condition: '', open_list: false, deliverable: false, action: '', object: '',
      actor: '', deadline: '', deadline_text: '', confidence: 0.95, questions: [], ...given,
      start, end, source_spans: [sourceOf(paper, [start, end])],
      quantity: (given.quantity ?? []).map(([words, comparator, value, unit, of, basis]) => {
        const [from, to] = spanIn(paper.text, words)
        return { value: value === '' ? null : Number(value), unit, comparator, of, uncertain: value === '', basis: basis === undefined || basis === 'unstated' ? '' : basis, baseline: '', period: '', start: from, end: to }
      })
    }
  })
  return {
    bytes, statements, questions: fixture.questions, meta: fixture.meta,
    reading: {
      seen: paper.seen, text: paper.text, repairs: paper.repairs, dropped: paper.dropped, lost: paper.lost,
      encoding: 'UTF-8', notes: fixture.notes, bytes: bytes.length, digest: createHash('sha256').update(bytes).digest('hex')
    }
  }
}
