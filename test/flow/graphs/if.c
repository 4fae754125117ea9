static void f(int a)
{
	if (a)
		one();
	else
		two();
	three();
}

/* expected:
flowchart TD
  b0{"a ?"}
  b0 -->|"true"| b1
  b0 -->|"false"| b3
  b1["one();"]
  b1 --> b2
  b2(["three();<br>return"])
  b3["two();"]
  b3 --> b2
*/
