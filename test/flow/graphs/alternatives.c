static void f(int a)
{
#ifdef CONFIG_ONE
	one();
#else
	two();
#endif
	three();
}

/* expected:
flowchart TD
  b0(["one();<br>three();<br>return"])
*/
