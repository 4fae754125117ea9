static void f(int a)
{
	if (unlikely(!a))
		return;
	one();
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b2
  b0 -->|"false"| b1
  b1(["return;"])
  b2(["one();<br>return"])
*/
