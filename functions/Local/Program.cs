Console.WriteLine("tier");
