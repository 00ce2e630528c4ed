/** A post with its body; a post whose name says its body already is not told twice. */
export function postText(body: string, post: string): string {
  return body === '' || post.startsWith(body) ? post : `${body} · ${post}`
}
