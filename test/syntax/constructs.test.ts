/** Each trouble that kernel C makes for a C grammar, alone, down to the syntax it must give. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SyntaxParser } from '../../server/src/syntax/parser.ts';
import { functionOf, parseBody, show, showExpr, showType } from './support.ts';

let parser: SyntaxParser;
beforeAll(async () => {
  parser = await loadOnce();
});

async function loadOnce(): Promise<SyntaxParser> {
  const { loadParser } = await import('./support.ts');
  return loadParser();
}

/** Body → printed statements. */
const STATEMENTS: readonly (readonly [string, string, string])[] = [
  ['plain statements', 'a = b + 1; if (a) return; else b++; while (x) break;', '(a = (b + 1)); if a return; else (b++); while x break;'],
  ['for with declaration', 'for (int i = 0; i < n; i++) use(i);', 'for (int i = 0; (i < n); (i++)) use(i);'],
  ['for without parts', 'for (;;) { continue; }', 'for (; ; ) { continue; }'],
  ['do while', 'do { step(); } while (more());', 'do { step(); } while more();'],
  ['macro loop with block', 'for_each_thing(t, list) {\n\tuse(t);\n}', 'for_each_thing!(t, list) { use(t); }'],
  ['macro loop without block', 'for_each_thing(t, list)\n\t\tuse(t);', 'for_each_thing!(t, list) use(t);'],
  ['macro loop with an if', 'for_each_thing(t, list)\n\t\tif (t)\n\t\t\tuse(t);', 'for_each_thing!(t, list) if t use(t);'],
  ['macro loop with a store through a pointer', '\tfor_each_thing(t, list)\n\t\t*t = 0;', 'for_each_thing!(t, list) ((*t) = 0);'],
  [
    'macro loop inside if and else',
    'if (a) for_each_thing(t, l) { use(t); } else done();',
    'if a for_each_thing!(t, l) { use(t); } else done();',
  ],
  ['macro block without arguments', 'locked_region() {\n\tuse(t);\n}', 'locked_region!() { use(t); }'],
  ['do with a macro at the end', 'do {\n\tuse(vma);\n} for_each_range(vmi, vma);', 'do-for_each_range!(vmi, vma) { use(vma); }'],
  ['do with a macro, then more', 'do { use(v); } for_each_range(vmi, v);\nafter();', 'do-for_each_range!(vmi, v) { use(v); } after();'],
  ['scoped guard', 'scoped_guard(mutex, &l->lock) {\n\tuse(l);\n}', 'scoped_guard!(mutex, (&l->lock)) { use(l); }'],
  [
    'scoped guard with a jump',
    'scoped_cond_guard(mutex_intr, return -EINTR, &l->lock) { use(l); }',
    'scoped_cond_guard!(mutex_intr, ({ return (-EINTR); }), (&l->lock)) { use(l); }',
  ],
  ['jump without operand as an argument', 'try_each(t, continue) { use(t); }', 'try_each!(t, ({ continue; })) { use(t); }'],
  ['guard declaration', 'guard(mutex)(&l->lock);', 'guard(mutex)((&l->lock));'],
  ['class declaration', 'CLASS(fd, f)(number);', 'CLASS(fd, f)(number);'],
  ['cleanup', 'struct thing *t __free(kfree) = make();', 'struct thing* t cleanup:free:kfree = make();'],
  ['cleanup before the name', '__free(kfree) struct thing *t = make();', 'struct thing* t cleanup:free:kfree = make();'],
  ['cleanup function', 'int fd __cleanup(close_it) = open_it();', 'int fd cleanup:close_it = open_it();'],
  ['cleanup attribute', 'char *name __attribute__((cleanup(drop))) = get();', 'char* name cleanup:drop = get();'],
  [
    'annotations',
    'void __user *p; struct x __rcu **slot = &y->slot; int z __maybe_unused;',
    'void* p; struct x** slot = (&y->slot); int z;',
  ],
  ['annotation in a cast', 'p = (__force u32)x; q = (struct a __iomem *)b;', '(p = <u32>x); (q = <struct a*>b);'],
  ['unknown annotation by position', 'struct a __mystery *p = b;', 'struct a* p = b;'],
  ['annotation on a later declarator', 'u32 reg, __iomem *base = x;', 'u32 reg; u32* base = x;'],
  ['variables with underscores', 'int __ret = __fn(__arg) * __ret;', 'int __ret = (__fn(__arg) * __ret);'],
  ['type as macro argument', 'x = container_of(p, struct thing, member);', '(x = container_of(p, ?[], member));'],
  [
    'types as macro arguments',
    'a = min_t(unsigned long, b, c); d = list_entry(l, struct x, list);',
    '(a = min_t(?[], b, c)); (d = list_entry(l, ?[], list));',
  ],
  [
    'pointer type as macro argument',
    'a = cast_to(foo_t *, b); f = va_arg(ap, const char *);',
    '(a = cast_to(?[], b)); (f = va_arg(ap, ?[]));',
  ],
  ['expression as macro argument', 'a = kmalloc_obj(*p); b = f(x * y, z);', '(a = kmalloc_obj((*p))); (b = f((x * y), z));'],
  ['offsetof and sizeof', 'a = offsetof(struct x, a.b[2]); b = sizeof(struct x) + sizeof(*p);', '(a = ?[]); (b = (?[] + ?[]));'],
  ['operator as macro argument', 'check(a, ==, b);', 'check(a, ?[], b);'],
  ['statements as macro argument', 'wait_for(q, done, unlock(); sleep(); lock());', 'wait_for(q, done, unlock(), sleep(), lock());'],
  ['block as macro argument', 'run({ a = 1; });', 'run(({ (a = 1); }));'],
  ['call that looks like a declaration', 'add(up(n * size(p), PAGE));\nnext(a * b);', 'add(up((n * size(p)), PAGE)); next((a * b));'],
  ['typeof', 'typeof(*p) *q = p; __typeof__(a) b = (typeof(a))c;', 'typeof(*p)* q = p; __typeof__(a) b = <typeof(a)>c;'],
  ['inferred types', '__auto_type a = f(); auto b = g();', '__auto_type a = f(); auto b = g();'],
  [
    'casts that look like operators',
    'a = (pte_t)-b; c = (u8)-d; e = (gfp_t)(f); g = (u8)(h);',
    '(a = <pte_t>(-b)); (c = <u8>(-d)); (e = <gfp_t>f); (g = <u8>h);',
  ],
  [
    'operators that look like casts',
    'a = (flags) & MASK; b = (x) - y; c = (x) * y;',
    '(a = (flags & MASK)); (b = (x - y)); (c = (x * y));',
  ],
  ['case range', 'switch (a) { case 1 ... 5: b(); break; default: c(); }', 'switch a { case 1...: b(); break; default: c(); }'],
  ['case with a conditional', 'switch (a) { case X ? 1 : 2: b(); }', 'switch a { case (X ? 1 : 2): b(); }'],
  ['nested case labels', 'switch (a) { case 1: case 2: b(); }', 'switch a { case 1: case 2: b(); }'],
  ['case before a brace', 'switch (a) { case 1: }', 'switch a { case 1: }'],
  ['labels', 'goto out;\nout:\n\tfree(x);\nlast: again: done();', 'goto out; out: free(x); last: again: done();'],
  ['label before a brace', 'if (a)\n\tgoto out;\nout:', 'if a goto out; out:'],
  ['label before a declaration', 'out:;\nint x = 1;\nhere: int y;', 'out: ; int x = 1; here: int y;'],
  ['label in a switch', 'switch (a) { case 1: here: b(); }', 'switch a { case 1: here: b(); }'],
  ['computed goto', 'void *p = &&out; goto *p; out: ;', 'void* p = (&out); goto *; out: ;'],
  ['local label declaration', '__label__ again; again: b();', '; again: b();'],
  ['assembly', 'asm volatile("nop" : "=r" (a), "+m" (*b) : "r" (c + 1) : "memory");', 'asm(a, (*b), (c + 1) / );'],
  [
    'assembly with names and a clobber only',
    'asm("x %[v]" : : [v] "i" (sizeof(int)) : "cc"); asm volatile("" ::: "memory");',
    'asm(?[] / ); asm( / );',
  ],
  ['assembly that jumps', 'asm goto("1: jmp %l[yes]" : : "i" (key) : : yes, no);', 'asm(key / yes, no);'],
  ['assembly macro that jumps', 'asm_volatile_goto("x" : : "r" (a) : "cc" : fail);', 'asm(a / fail);'],
  ['assembly with macros', '__asm__ __volatile__(ALTERNATIVE("a", "b", X) : "=r" (y) : : "memory");', 'asm(y / );'],
  ['register variable', 'register unsigned long r asm("r0") = x;', 'unsigned long r = x;'],
  ['statement expression', 'a = ({ int b = f(); b; });', '(a = ({ int b = f(); b; }));'],
  ['conditional without middle', 'a = b ?: c;', '(a = (b ?  : c));'],
  ['compound literal', 'f((struct a){ .b = 1, .c.d = 2 }, (int[]){ 1, 2 });', 'f(<struct a>{.b=1, .c={.d=2}}, <int[]>{1, 2});'],
  ['initialiser', 'struct a b = { .c = { 1 }, d: 2, [3] = 4 };', 'struct a b = {.c={1}, .d=2, 4};'],
  ['several declarators', 'struct a *b, c = { 0 }, **d, e[4];', 'struct a* b; struct a c = {0}; struct a** d; struct a[] e;'],
  ['pointer to function', 'int (*fn)(struct a *, int) = x->fn; fn(1);', 'int()* fn = x->fn; fn(1);'],
  [
    'static locals',
    'static const char * const names[] = { "a" }; static DEFINE_MUTEX(lock);',
    'static const char*[] names = {"…"}; DEFINE_MUTEX(lock);',
  ],
  ['macro that declares an array', 'DECLARE_BITMAP(map, 64) = { 0 };', 'DECLARE_BITMAP(map, 64);'],
  ['macro without semicolon', '\tBEGIN_IT(x)\n\tuse(x);\n\tEND_IT(x)', 'BEGIN_IT(x); use(x); END_IT(x);'],
  ['strings with macros', 'printk(KERN_INFO PREFIX "a" __stringify(B) "c %" PRIu64 "\\n", d);', 'printk("…", d);'],
  ['constants', "a = 0x10UL + 010 + 'a' + NULL + true;", "(a = ((((0x10UL + 010) + 'a') + NULL) + true));"],
  ['comma', 'a = 1, b = 2;', '((a = 1), (b = 2));'],
  ['struct and prototype inside', 'struct l { int a; } v; int g(int); typedef int t; v.a = 1;', 'struct l v;  (v.a = 1);'],
];

describe('statements', () => {
  it.each(STATEMENTS)('%s', (_, body, expected) => {
    expect(show(parser, body)).toBe(expected);
  });
});

describe('text and spans', () => {
  it('takes every name from the original text at its span', () => {
    const piece = functionOf('int f(struct a *b)\n{\n\tfor_each_x(c, b) { d = container_of(c, struct e, f); }\nout:\n\treturn 0;\n}\n');
    const syntax = parser.parseFunction(piece, new Map());
    const [loop, label] = syntax?.body.body ?? [];
    if (loop?.kind !== 'macro-block' || label?.kind !== 'label') throw new Error('unexpected shape');
    expect(piece.text.slice(loop.nameSpan.start, loop.nameSpan.end)).toBe('for_each_x');
    expect(piece.text.slice(loop.span.start, loop.span.end)).toMatch(/^for_each_x.*\}$/);
    expect(piece.text.slice(label.span.start, label.span.end)).toBe('out');
    const [inner] = loop.body.kind === 'compound' ? loop.body.body : [];
    if (inner?.kind !== 'expression' || inner.expr.kind !== 'assign' || inner.expr.right.kind !== 'call')
      throw new Error('unexpected shape');
    const [, type] = inner.expr.right.args;
    expect(piece.text.slice(type?.span.start, type?.span.end)).toBe('struct e');
  });

  it('drops parentheses and keeps the inner span', () => {
    const syntax = parseBody(parser, 'a = (b);');
    const [s] = syntax.body.body;
    if (s?.kind !== 'expression' || s.expr.kind !== 'assign') throw new Error('unexpected shape');
    expect(s.expr.right.span.end - s.expr.right.span.start).toBe(1);
  });

  it('reads constants', () => {
    const value = (text: string): number | undefined => {
      const e = parser.parseExpression(text);
      return e?.kind === 'number' ? e.value : undefined;
    };
    expect([
      value('0x10UL'),
      value('010'),
      value("'a'"),
      value("'\\n'"),
      value('NULL'),
      value('true'),
      value('0b101'),
      value('1.5'),
      value('0xffffffffffffffff'),
    ]).toEqual([16, 8, 97, 10, 0, 1, 5, undefined, undefined]);
  });
});

describe('heads', () => {
  const HEADS: readonly (readonly [string, string, string])[] = [
    ['int f(void)', 'f', 'int'],
    ['static struct a *f(struct b *c, const char *d, int e[])', 'f', 'struct a* | c: struct b*, d: const char*, e: int[]'],
    ['static inline unsigned long f(unsigned long, struct a *)', 'f', 'unsigned long | : unsigned long, : struct a*'],
    ['void __init f(int (*fn)(struct a *, void *), void *data, ...)', 'f', 'void | fn: int()*, data: void*'],
    ['int f(struct a __user *p, u32 __maybe_unused q)\n\t__acquires(&p->lock)', 'f', 'int | p: struct a*, q: u32'],
    ['__printf(1, 2) int f(const char *fmt, size_t size)', 'f', 'int | fmt: const char*, size: size_t'],
    ['SYSCALL_DEFINE2(open_it, int, fd, struct a __user *, p)', 'open_it', '- | fd: int, p: struct a*'],
    ['BPF_CALL_1(do_it, struct a *, p)', 'do_it', '- | p: struct a*'],
    ['int (*f(int a))(void)', 'f', 'int* | a: int'],
    ['static int\nf(struct a *b)', 'f', 'int | b: struct a*'],
    ['void f(unsigned int a, unsigned b, long)', 'f', 'void | a: unsigned int, b: unsigned, : long'],
    ['pte_t f(pte_t pte, pte_t *)', 'f', 'pte_t | pte: pte_t, : pte_t*'],
  ];
  it.each(HEADS)('%s', (head, name, expected) => {
    const piece = functionOf(`${head}\n{\n}\n`);
    const syntax = parser.parseFunction(piece, new Map());
    if (syntax === undefined) throw new Error('not understood');
    expect(syntax.name).toBe(name);
    expect(piece.name).toBe(name);
    const type = syntax.returnType === undefined ? '-' : showType(syntax.returnType);
    const parameters = syntax.parameters.map((p) => `${p.name}: ${showType(p.type)}`).join(', ');
    expect(parameters === '' ? type : `${type} | ${parameters}`).toBe(expected);
    for (const p of syntax.parameters) expect(piece.text.slice(p.nameSpan.start, p.nameSpan.end)).toBe(p.name);
  });

  it('knows static functions', () => {
    expect(parser.parseFunction(functionOf('static int f(void)\n{\n}\n'), new Map())?.isStatic).toBe(true);
    expect(parser.parseFunction(functionOf('int f(void)\n{\n}\n'), new Map())?.isStatic).toBe(false);
  });
});

describe('fragments', () => {
  it('parses expressions', () => {
    const e = parser.parseExpression('container_of((p), struct a, b)->c + 1');
    expect(e && showExpr(e)).toBe('(container_of(p, ?[], b)->c + 1)');
    expect(e?.span).toEqual({ start: 0, end: 37 });
  });
  it('gives nothing for what is no expression', () => {
    for (const text of ['', 'a b', 'f(', 'a; b', 'if (a) b', 'a) + (b', '{']) expect(parser.parseExpression(text), text).toBeUndefined();
  });
  it('parses statements of a macro', () => {
    const text = 'do { \\\n\tif (a) \\\n\t\tb(); \\\n} while (0)';
    const parsed = parser.parseStatements(text);
    expect(parsed?.body.length).toBe(1);
    const [loop] = parsed?.body ?? [];
    expect(loop?.kind).toBe('do');
    expect(text.slice(loop?.span.start, loop?.span.end)).toBe(text);
  });
});

describe('preprocessor branches in a body', () => {
  const BODY = '\ta();\n#ifdef CONFIG_X\n\tif (b) {\n#else\n\t{\n#endif\n\t\tc();\n\t}';
  it('reads each alternative as one sequence', () => {
    expect(show(parser, BODY, new Map([['CONFIG_X', true]]))).toBe('a(); if b { c(); }');
    expect(show(parser, BODY, new Map([['CONFIG_X', false]]))).toBe('a(); { c(); }');
  });
  it('reads a condition inside an expression', () => {
    const body = '\tif (a\n#if IS_ENABLED(CONFIG_X)\n\t    && b\n#endif\n\t    && c)\n\t\td();';
    expect(show(parser, body, new Map([['CONFIG_X', true]]))).toBe('if ((a && b) && c) d();');
    expect(show(parser, body, new Map([['CONFIG_X', false]]))).toBe('if (a && c) d();');
  });
  it('leaves out #if 0 and takes #elif', () => {
    const body = '#if 0\n\ta( {\n#elif defined(CONFIG_X)\n\tb();\n#else\n\tc();\n#endif';
    expect(show(parser, body, new Map([['CONFIG_X', true]]))).toBe('b();');
    expect(show(parser, body, new Map([['CONFIG_X', false]]))).toBe('c();');
  });
});
