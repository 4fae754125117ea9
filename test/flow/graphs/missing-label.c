static void f(int a)
{
	if (a)
		goto nowhere;
	one();
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b2
  b1["unknown: no label nowhere<br>…"]
  b2(["one();<br>return"])
*/
