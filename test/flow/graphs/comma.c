static void f(int a)
{
	one(a), two(a);
	if (one(a), a)
		three();
}

/* expected:
flowchart TD
  b0{"one(a), two(a);<br>one(a)<br>a ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b2
  b1["three();"]
  b1 --> b2
  b2(["return"])
*/
