static void f(void *target)
{
	one();
	goto *target;
}

/* expected:
flowchart TD
  b0["one();<br>unknown: computed goto<br>…"]
*/
