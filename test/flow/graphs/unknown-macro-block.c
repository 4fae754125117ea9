static void f(int a)
{
	strange_block(a) {
		one();
	}
	two();
}

/* expected:
flowchart TD
  b0["unknown: strange_block() is not known"]
  b0 --> b2
  b1{"unknown: strange_block() is not known<br>strange_block ?"}
  b1 -.-> b2
  b1 --> b3
  b2["one();"]
  b2 --> b1
  b3(["two();<br>return"])
*/
