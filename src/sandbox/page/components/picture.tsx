/** An image that the page may load: its own, or written out in the address. Others are shown by their description,
 * because the sandbox never reaches out. */
export function Picture({ url, alt, small = false }: { url: string; alt: string; small?: boolean }) {
  const own = /^data:image\//i.test(url) || (URL.canParse(url, location.href) && isSameOrigin(url));
  if (own) return <img class={small ? 'picture-small' : 'picture'} src={url} alt={alt} />;
  return (
    <span class={small ? 'picture-words-small' : 'picture-words'} role="img" aria-label={alt}>
      {small ? alt : `Image: ${alt}`}
    </span>
  );
}

function isSameOrigin(url: string): boolean {
  return url !== '' && new URL(url, location.href).origin === location.origin;
}
