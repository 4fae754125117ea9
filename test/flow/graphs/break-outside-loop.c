static void f(int a)
{
	one();
	break;
	two();
}

/* expected:
flowchart TD
  b0["one();<br>unknown: break outside a loop<br>…"]
*/
