() => {
  // Looks at the page as it is drawn and returns every way in which it is hard to use, as sentences. Rules after WCAG 2.2 AA.
  const found = [];
  const say = (rule, element) => found.push(`${rule}: ${element ? element.outerHTML.slice(0, 160).replace(/\s+/g, ' ') : ''}`);
  const all = selector => [...document.querySelectorAll(selector)];
  const isShown = element => { const box = element.getBoundingClientRect(); const style = getComputedStyle(element); return box.width > 0 && box.height > 0 && style.visibility !== 'hidden' && element.checkVisibility(); };
  const nameOf = element => (element.getAttribute('aria-label') || (element.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean).map(id => document.getElementById(id)?.textContent || '').join(' ') || element.querySelector?.(':scope > title')?.textContent || element.textContent || '').trim();

  // Language, title, landmarks, headings.
  if (!document.documentElement.lang) say('no language', document.documentElement);
  if (!document.title.trim()) say('no title');
  if (all('main').length !== 1) say('not one main');
  if (all('h1').length !== 1) say('not one h1');
  let level = 0;
  for (const heading of all('h1,h2,h3,h4,h5,h6')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) say('a level of headings is skipped', heading);
    if (!heading.textContent.trim()) say('an empty heading', heading);
    level = next;
  }
  if (all('script').length > 0) say('a script', all('script')[0]);

  // Names and references.
  const ids = new Set();
  for (const element of all('[id]')) { if (ids.has(element.id)) say('an id stands twice', element); ids.add(element.id); }
  for (const element of all('[aria-labelledby],[aria-describedby]'))
    for (const id of `${element.getAttribute('aria-labelledby') || ''} ${element.getAttribute('aria-describedby') || ''}`.split(' ').filter(Boolean))
      if (!ids.has(id)) say(`nothing is called ${id}`, element);
  for (const link of all('a[href^="#"]')) if (!document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)))) say('a link that leads nowhere', link);
  for (const field of all('input:not([type=hidden]),select,textarea')) if (!(field.labels && field.labels.length && field.labels[0].textContent.trim()) && !field.getAttribute('aria-label')) say('a field without a label', field);
  for (const element of all('a[href],button,summary,[role=img],[role=region],nav,form[role]')) if (!nameOf(element)) say('no name', element);
  if (all('nav').length > 1 && new Set(all('nav').map(nav => nav.getAttribute('aria-label'))).size !== all('nav').length) say('two navigations of one name');

  // Tables.
  for (const table of all('table')) {
    if (!table.caption || !table.caption.textContent.trim()) say('a table without a caption', table);
    if (!table.querySelector('th[scope]')) say('a table without headers', table);
    for (const header of table.querySelectorAll('th')) if (!header.scope) say('a header without a scope', header);
    for (const header of table.querySelectorAll('thead th')) if (!header.textContent.trim()) say('an empty header', header);
  }

  // The keyboard.
  for (const element of all('[tabindex]')) if (element.tabIndex > 0) say('an order of its own', element);
  for (const element of all('.table-box')) if (element.scrollWidth > element.clientWidth && element.tabIndex !== 0) say('scrolls without the keyboard', element);

  // What can be pressed is large enough, unless it stands in a sentence.
  for (const element of all('a[href],button,summary,input,select,textarea')) {
    if (!isShown(element) || element.closest('.skip')) continue;
    const box = element.getBoundingClientRect();
    const inText = element.tagName === 'A' && [...element.parentNode.childNodes].some(node => node.nodeType === 3 && node.textContent.trim().length > 1);
    if (!inText && (box.height < 23.5 || box.width < 23.5)) say(`a target of ${Math.round(box.width)} by ${Math.round(box.height)}`, element);
  }

  // Nothing is wider than the window.
  if (document.documentElement.scrollWidth > window.innerWidth) say(`wider than the window: ${document.documentElement.scrollWidth} of ${window.innerWidth}`);

  // Contrast of every text that is shown, against what lies behind it.
  const parse = colour => { const parts = colour.match(/[\d.]+/g).map(Number); return { r: parts[0], g: parts[1], b: parts[2], a: parts[3] ?? 1 }; };
  const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
  const channel = value => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; };
  const light = colour => 0.2126 * channel(colour.r) + 0.7152 * channel(colour.g) + 0.0722 * channel(colour.b);
  const groundOf = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) { const ground = parse(getComputedStyle(at).backgroundColor); if (ground.a > 0) layers.push(ground); if (ground.a === 1) break; }
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    return layers.reduceRight((under, top) => over(top, under), dark ? { r: 18, g: 18, b: 18, a: 1 } : { r: 255, g: 255, b: 255, a: 1 });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let measured = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !isShown(element) || element.closest('title,style,.hidden,option')) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const text = over(parse(element.closest('svg') ? style.fill : style.color), ground);
    const [low, high] = [light(text), light(ground)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    measured++;
    if (ratio < needed) say(`contrast ${ratio.toFixed(2)}`, element);
  }
  if (measured === 0) say('no text was measured');
  return [...new Set(found)];
}
