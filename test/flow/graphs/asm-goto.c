static int f(int a)
{
	asm goto("test %0" : : "r" (a) : : yes);
	return 0;
yes:
	return 1;
}

/* expected:
flowchart TD
  b0{"advance asm goto(#quot;test %0#quot; : : #quot;r#quot; (a) : : yes);<br>asm goto ?"}
  b0 --> b2
  b0 --> b1
  b1(["%1 = 0<br>return 0;"])
  b2(["%2 = 1<br>return 1;"])
*/
